using Microsoft.DotNet.Interactive;

namespace Viva.Runtime;

/// <summary>
/// What ends a long computation early: the token that the caller gave, and the stop button of the notebook. A kernel stops no thread, so
/// every long loop of the library creates one when it begins and checks it at each step.
/// </summary>
internal readonly struct Interruption
{
    private readonly CancellationToken _given;
    private readonly CancellationToken _cell;

    private Interruption(CancellationToken given, CancellationToken cell) => (_given, _cell) = (given, cell);

    /// <summary>The token of the cell that runs; none outside a notebook.</summary>
    internal static CancellationToken Cell
    {
        get
        {
            try
            {
                return KernelInvocationContext.Current?.CancellationToken ?? default;
            }
            catch (ObjectDisposedException)
            {
                return default; // work that a cell started and left behind: the cell has ended
            }
        }
    }

    /// <summary>For the loop that begins now.</summary>
    internal static Interruption Of(CancellationToken given = default) => new(given, Cell);

    /// <summary>Ends the loop if the caller or the reader has asked for it.</summary>
    /// <exception cref="OperationCanceledException">Either has asked for it.</exception>
    internal void ThrowIfRequested()
    {
        _given.ThrowIfCancellationRequested();
        _cell.ThrowIfCancellationRequested();
    }
}
