using Viva.Data.Catalog;
using Viva.Go;
using static TorchSharp.torch;

namespace Viva.Data;

/// <summary>
/// A residual network that looks at <see cref="GoPlanes"/> and gives a policy (logits, one a move), a value (from -1 to 1, for the player
/// to move) and the owner of each point at the end (from -1, the opponent's, to 1, the player's): the network of AlphaZero (Silver et al.
/// 2018) with the owners of KataGo (Wu 2019), small and without batch normalisation. Training wants all three; search asks for the first
/// two.
/// </summary>
public sealed class GoNetwork : nn.Module<Tensor, (Tensor Policy, Tensor Value, Tensor Owners)>
{
    private readonly nn.Module<Tensor, Tensor> trunk;
    private readonly nn.Module<Tensor, Tensor> policy;
    private readonly nn.Module<Tensor, Tensor> value;
    private readonly nn.Module<Tensor, Tensor> owners;

    /// <summary>A network with random weights.</summary>
    /// <param name="size">How many lines the boards have each way; it plays on no others.</param>
    /// <param name="channels">The channels of each convolution.</param>
    /// <param name="depth">How many residual blocks there are, of two convolutions each.</param>
    public GoNetwork(int size, int channels = 32, int depth = 2)
        : base(nameof(GoNetwork))
    {
        (Size, Channels, Depth) = (size, channels, depth);
        var points = size * size;
        trunk = nn.Sequential([
            nn.Conv2d(GoPlanes.Count, channels, 3, padding: 1),
            nn.ReLU(),
            .. Enumerable.Range(0, depth).Select(_ => new Block(channels)),
            nn.Flatten(),
        ]);
        policy = nn.Linear(points * channels, points + 1);
        value = nn.Sequential(nn.Linear(points * channels, 64), nn.ReLU(), nn.Linear(64, 1), nn.Tanh(), nn.Flatten(0));
        owners = nn.Sequential(nn.Linear(points * channels, points), nn.Tanh());
        RegisterComponents();
    }

    /// <summary>How many lines the boards have each way.</summary>
    public int Size { get; }

    /// <summary>The channels of each convolution.</summary>
    public int Channels { get; }

    /// <summary>How many residual blocks there are.</summary>
    public int Depth { get; }

    /// <summary>
    /// The network that comes with the library for boards of 5 by 5, trained for longer than a notebook has time
    /// (<c>scripts/train-go.cs</c>; <c>data/catalog.json</c> says how).
    /// </summary>
    /// <exception cref="DataException">Its file is not the one in the catalogue.</exception>
    public static GoNetwork Shipped()
    {
        var network = new GoNetwork(5, channels: 32, depth: 3);
        using var reader = new BinaryReader(new MemoryStream(DataCatalog.Default.FindNetwork("go-5x5").Read()));
        network.load(reader);
        network.eval();
        return network;
    }

    /// <summary>Evaluates positions, as a <see cref="GoEvaluator"/>; without gradients and without the owners.</summary>
    public GoEvaluation Evaluate(IReadOnlyList<GoBoard> positions)
    {
        ArgumentNullException.ThrowIfNull(positions);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var seen = trunk.call(tensor(GoPlanes.Of(positions), [positions.Count, GoPlanes.Count, Size, Size]));
        return new([.. policy.call(seen).data<float>()], [.. value.call(seen).data<float>()]);
    }

    /// <summary>Policy (n, moves), value (n) and owners (n, points) for planes (n, planes, rows, columns).</summary>
    public override (Tensor Policy, Tensor Value, Tensor Owners) forward(Tensor planes)
    {
        var seen = trunk.call(planes);
        return (policy.call(seen), value.call(seen), owners.call(seen));
    }

    private sealed class Block : nn.Module<Tensor, Tensor>
    {
        private readonly nn.Module<Tensor, Tensor> change;

        public Block(int channels)
            : base(nameof(Block))
        {
            change = nn.Sequential(nn.Conv2d(channels, channels, 3, padding: 1), nn.ReLU(), nn.Conv2d(channels, channels, 3, padding: 1));
            RegisterComponents();
        }

        public override Tensor forward(Tensor x) => (x + change.call(x)).relu();
    }
}
