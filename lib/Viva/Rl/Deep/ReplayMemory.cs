using static TorchSharp.torch;

namespace Viva.Rl.Deep;

/// <summary>
/// What agents met, to be drawn again in batches (Lin 1992): a ring that forgets the oldest. It holds as many memories side by side as
/// there are networks in a <see cref="ParallelNetworks"/>, and its rows are ordered as theirs.
/// </summary>
public sealed class ReplayMemory : IDisposable
{
    private readonly Random _random;
    private Tensor[] _fields = [];
    private int _next;

    /// <summary>An empty memory.</summary>
    /// <param name="networks">How many networks draw from it, each from its own rows.</param>
    /// <param name="capacity">How many rows are kept for each network.</param>
    /// <param name="seed">The seed of the draws.</param>
    /// <exception cref="ArgumentException">A number below 1, or a negative seed.</exception>
    public ReplayMemory(int networks, int capacity, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(networks);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        ArgumentOutOfRangeException.ThrowIfNegative(seed);
        (Networks, Capacity, _random) = (networks, capacity, new(seed));
    }

    /// <summary>How many networks draw from it.</summary>
    public int Networks { get; }

    /// <summary>How many rows are kept for each network.</summary>
    public int Capacity { get; }

    /// <summary>How many rows there are for each network.</summary>
    public int Count { get; private set; }

    /// <summary>Keeps what has just happened.</summary>
    /// <param name="fields">
    /// The parts of a transition, each (rows) or (rows, d), equally many rows for each network, those of the first one first: the same
    /// parts at each call.
    /// </param>
    /// <exception cref="ArgumentException">The parts do not fit each other, the networks, or those kept before.</exception>
    public void Add(params Tensor[] fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        if (fields.Length == 0 || fields.Any(f => f.shape[0] != fields[0].shape[0]) || fields[0].shape[0] % Networks != 0)
        {
            throw new ArgumentException($"Each part has the same number of rows, a multiple of {Networks}.", nameof(fields));
        }

        if (_fields.Length > 0 && _fields.Length != fields.Length)
        {
            throw new ArgumentException($"{fields.Length} parts, and {_fields.Length} are kept.", nameof(fields));
        }

        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var rows = (int)(fields[0].shape[0] / Networks);
        if (rows > Capacity)
        {
            throw new ArgumentException($"{rows} rows at once do not fit a memory of {Capacity}.", nameof(fields));
        }

        if (_fields.Length == 0)
        {
            _fields =
            [
                .. fields.Select(f => zeros([Networks, Capacity, f.dim() == 1 ? 1 : f.shape[1]], dtype: f.dtype).DetachFromDisposeScope()),
            ];
        }

        var places = tensor(Enumerable.Range(0, rows).Select(i => (long)((_next + i) % Capacity)).ToArray());
        foreach (var (kept, field) in _fields.Zip(fields))
        {
            kept.index_copy_(1, places, field.detach().to_type(kept.dtype).reshape(Networks, rows, kept.shape[2]));
        }

        _next = (_next + rows) % Capacity;
        Count = Math.Min(Capacity, Count + rows);
    }

    /// <summary>Draws rows at random, with replacement.</summary>
    /// <param name="batch">How many for each network.</param>
    /// <param name="newest">Draw from this many newest rows only; from all unless set.</param>
    /// <returns>The parts in the order of <see cref="Add"/>, each (networks · batch, d), the rows of the first network first.</returns>
    /// <exception cref="ArgumentException">A number below 1.</exception>
    /// <exception cref="InvalidOperationException">Nothing has been added.</exception>
    public Tensor[] Sample(int batch, int? newest = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batch);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(newest ?? 1, nameof(newest));
        if (Count == 0)
        {
            throw new InvalidOperationException("The memory is empty. Call Add before Sample.");
        }

        using var scope = NewDisposeScope();
        var reach = Math.Min(Count, newest ?? Count);
        var places = new long[Networks * batch];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = (_next - 1 - _random.Next(reach) + Capacity) % Capacity;
        }

        var index = tensor(places, [Networks, batch, 1]);
        return
        [
            .. _fields.Select(f =>
                f.gather(1, index.expand(Networks, batch, f.shape[2])).reshape(Networks * batch, f.shape[2]).MoveToOuterDisposeScope()
            ),
        ];
    }

    /// <summary>Frees the tensors.</summary>
    public void Dispose()
    {
        foreach (var field in _fields)
        {
            field.Dispose();
        }
    }
}
