#:project ../lib/Viva/Viva.csproj
#:property PublishAot=false
#:property UseCurrentRuntimeIdentifier=true
#:property SelfContained=false
#:property TreatWarningsAsErrors=false
#:property NoWarn=$(NoWarn);CS1591;CA1303

// Trains the network that the library ships for Go on 5 by 5, by self-play alone, in the way of notebook 28 for longer:
//
//   dotnet run -c release scripts/train-go.cs -- --seed 1 --minutes 25 --out data/builtin/go-5x5.dat
//
// It saves every two minutes and prints at the end what belongs into data/catalog.json. The minutes are those of the processor, and how
// many games they hold depends on it, so another machine makes another network.
using System.Globalization;
using System.Security.Cryptography;
using Viva.Data;
using Viva.Go;
using Viva.Runtime;
using static TorchSharp.torch;

string Option(string name, string usual) => Array.IndexOf(args, "--" + name) is var i && i >= 0 ? args[i + 1] : usual;
double Number(string name, double usual) =>
    double.Parse(Option(name, usual.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);

const int Size = 5;
const int Points = Size * Size;
var seed = (int)Number("seed", 1);
var minutes = Number("minutes", 25);
var file = Option("out", "go-5x5.dat");
var games = (int)Number("games", 128);
var simulations = (int)Number("simulations", 80);
var window = (int)Number("window", 100_000);
var batch = (int)Number("batch", 256);
var passes = Number("passes", 2); // how often a position is learnt from, on average
var rate = Number("rate", 0.002);
var opened = Number("opened", 0.3); // share of games that begin with stones at random

Run.Start();
set_num_threads(1);
manual_seed(seed);
var random = new Random(seed);
var network = new GoNetwork(Size, (int)Number("channels", 32), (int)Number("depth", 3));
var mean = new GoNetwork(Size, (int)Number("channels", 32), (int)Number("depth", 3)); // what is saved: the weights' running mean
mean.load_state_dict(network.state_dict());
var adam = optim.AdamW(network.parameters(), rate, weight_decay: 1e-4);
var memory = new List<Example>();
var oldest = 0;
var (saved, rounds, played) = (0.0, 0, 0L);
while (Spent() < minutes)
{
    var done = Spent() / minutes;
    adam.ParamGroups.First().LearningRate =
        rate
        * (
            done < 0.5 ? 1
            : done < 0.75 ? 0.3
            : done < 0.9 ? 0.1
            : 0.03
        );
    var (fresh, black) = SelfPlay();
    var (policyLoss, valueLoss, ownersLoss) = Learn(fresh);
    rounds++;
    played += games;
    if (rounds % 10 == 0)
    {
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Spent():0.0} min, {played} games, Black wins {black:0%}, "
                    + $"loss: policy {policyLoss:0.000}, value {valueLoss:0.000}, owners {ownersLoss:0.000}"
            )
        );
    }

    if (Spent() > saved + 2)
    {
        saved = Spent();
        Save();
    }
}

Save();
Console.WriteLine($"{new FileInfo(file).Length} bytes, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}");

// The minutes of processor time so far, so that other work on the machine does not count.
double Spent() => Environment.CpuUsage.TotalTime.TotalMinutes;

// Games side by side, each with a komi and perhaps an opening of its own.
(int Fresh, double Black) SelfPlay()
{
    network.eval();
    var searches = Enumerable.Range(0, games).Select(_ => new MonteCarloTreeSearch(Start(), random.Next())).ToList();
    var notes = searches.ToDictionary(search => search, _ => new List<(float[] Planes, float[] Policy, Stone Player)>());
    var running = searches.ToList();
    while (running.Count > 0)
    {
        running.ForEach(search => search.AddNoise(alpha: 0.4));
        MonteCarloTreeSearch.Run(running, simulations, network.Evaluate);
        foreach (var search in running)
        {
            var board = search.Position;
            notes[search].Add((GoPlanes.Of(board), search.Policy(), board.ToMove));
            search.Play(search.Choose(temperature: board.MoveNumber < 10 ? 1 : 0.25));
        }

        running.RemoveAll(search => search.Position is var board && (board.IsOver || board.MoveNumber >= 60));
    }

    var (fresh, black) = (0, 0);
    foreach (var (search, moves) in notes)
    {
        var (end, score) = (search.Position, Math.Sign(search.Position.AreaScore()));
        var area = end.Area();
        black += score > 0 ? 1 : 0;
        foreach (var (planes, policy, player) in moves)
        {
            var owners = area.Select(owner =>
                    owner == Stone.Empty ? 0f
                    : owner == player ? 1f
                    : -1f
                )
                .ToArray();
            Keep(new(planes, policy, player == Stone.Black ? score : -score, owners));
            fresh++;
        }
    }

    return (fresh, (double)black / games);
}

GoBoard Start()
{
    // Half of the games with the komi that only a Black who takes everything overcomes.
    var board = new GoBoard(Size, random.Next(2) == 0 ? 24.5 : random.Next(Points) + 0.5);
    var stones = random.NextDouble() < opened ? random.Next(1, 5) : 0;
    for (var i = 0; i < stones; i++)
    {
        var legal = board.LegalMoves();
        board.Play(legal[random.Next(legal.Count - 1)]);
    }

    return board;
}

void Keep(Example example)
{
    if (memory.Count < window)
    {
        memory.Add(example);
        return;
    }

    memory[oldest] = example;
    oldest = (oldest + 1) % window;
}

(double Policy, double Value, double Owners) Learn(int fresh)
{
    network.train();
    var steps = Math.Max(1, (int)(passes * fresh / batch));
    var (policyLoss, valueLoss, ownersLoss) = (0.0, 0.0, 0.0);
    for (var step = 0; step < steps; step++)
    {
        using var scope = NewDisposeScope();
        var picked = Enumerable
            .Range(0, batch)
            .Select(_ => (Example: memory[random.Next(memory.Count)], Way: random.Next(GoSymmetry.Count)));
        var (planes, policies, owners, values) = (new List<float>(), new List<float>(), new List<float>(), new List<float>());
        foreach (var (example, way) in picked)
        {
            planes.AddRange(GoSymmetry.Apply(way, Size, example.Planes));
            policies.AddRange(GoSymmetry.Apply(way, Size, example.Policy));
            owners.AddRange(GoSymmetry.Apply(way, Size, example.Owners));
            values.Add(example.Value);
        }

        var (policy, value, owner) = network.call(tensor(planes.ToArray(), [batch, GoPlanes.Count, Size, Size]));
        var ofPolicy = -(tensor(policies.ToArray(), [batch, Points + 1]) * nn.functional.log_softmax(policy, 1)).sum(1).mean();
        var ofValue = nn.functional.mse_loss(value, tensor(values.ToArray()));
        var ofOwners = nn.functional.mse_loss(owner, tensor(owners.ToArray(), [batch, Points]));
        adam.zero_grad();
        (ofPolicy + ofValue + (0.5 * ofOwners)).backward();
        adam.step();
        policyLoss += ofPolicy.item<float>() / steps;
        valueLoss += ofValue.item<float>() / steps;
        ownersLoss += ofOwners.item<float>() / steps;
        using var frozen = no_grad();
        foreach (var (old, now) in mean.parameters().Zip(network.parameters()))
        {
            old.lerp_(now, 0.002);
        }
    }

    return (policyLoss, valueLoss, ownersLoss);
}

void Save()
{
    mean.save(file + ".new");
    File.Move(file + ".new", file, overwrite: true);
}

internal sealed record Example(float[] Planes, float[] Policy, float Value, float[] Owners);
