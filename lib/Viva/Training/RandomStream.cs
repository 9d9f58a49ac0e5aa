using Viva.Runtime;
using static TorchSharp.torch;

namespace Viva.Training;

/// <summary>
/// The random numbers of one training: a generator for the order of the samples, and torch's own, which dropout and augmentation draw from,
/// restarted here and put back on disposal. So a training neither depends on what was drawn before it nor decides what is drawn after it.
/// As torch has one generator for all threads, a second training waits for the first.
/// </summary>
internal sealed class RandomStream : IDisposable
{
    private static readonly object Gate = new(); // not a Lock: the wait must look at the stop button

    private readonly Tensor _found;

    /// <summary>Waits for its turn and starts the numbers.</summary>
    /// <exception cref="OperationCanceledException">The reader did not want to wait.</exception>
    public RandomStream(int seed, Interruption interruption)
    {
        Run.Load();
        while (!Monitor.TryEnter(Gate, millisecondsTimeout: 100))
        {
            interruption.ThrowIfRequested();
        }

        _found = get_rng_state().DetachFromDisposeScope();
        Order = new Generator((ulong)seed, CPU);
        manual_seed(seed);
    }

    /// <summary>Draws the order of the samples, so that models that draw more or fewer numbers of their own see the same batches.</summary>
    public Generator Order { get; }

    public void Dispose()
    {
        set_rng_state(_found);
        _found.Dispose();
        Order.Dispose();
        Monitor.Exit(Gate);
    }
}
