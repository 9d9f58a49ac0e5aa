using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Viva.Notebooks.Kernel;

/// <summary>Stops the code that the constructing thread runs until this is disposed of, when asked to.</summary>
internal sealed class Interruption : IDisposable
{
    private const int Running = 0,
        Stopping = 1,
        Stopped = 2,
        Over = 3;
    private static readonly TimeSpan WakeTime = TimeSpan.FromMilliseconds(100);

    private readonly Thread _thread = Thread.CurrentThread;
    private readonly CancellationTokenSource _abort = new();
    private readonly CancellationTokenRegistration _registration;
    private int _state;

    public Interruption(CancellationToken cancellation) => _registration = cancellation.UnsafeRegister(_ => Stop(), null);

    /// <summary>Cancelled when the thread is to be aborted.</summary>
    public CancellationToken Abort => _abort.Token;

    /// <summary>Where the thread was when it was stopped, as a stack trace; null when it was not stopped.</summary>
    public string? Trace { get; private set; }

    /// <summary>Lets the thread go on undisturbed: an interrupt that is still pending is used up here.</summary>
    public void Dispose()
    {
        _registration.Unregister();
        AppDomain.CurrentDomain.FirstChanceException -= RecordTrace;
        if (Interlocked.CompareExchange(ref _state, Over, Running) != Running)
        {
            SpinWait wait = default;
            while (Volatile.Read(ref _state) != Stopped)
            {
                wait.SpinOnce(sleep1Threshold: -1);
            }

            try
            {
                Thread.Sleep(1);
            }
            catch (ThreadInterruptedException)
            {
                // The interrupt was still pending.
            }
        }
        _abort.Dispose();
    }

    /// <summary>An abort does not reach into a wait or a sleep, so the thread is woken first and aborted when it goes on.</summary>
    private void Stop()
    {
        if (Interlocked.CompareExchange(ref _state, Stopping, Running) != Running)
        {
            return;
        }

        AppDomain.CurrentDomain.FirstChanceException += RecordTrace;
        if ((_thread.ThreadState & System.Threading.ThreadState.WaitSleepJoin) != 0)
        {
            _thread.Interrupt();
            Thread.Sleep(WakeTime);
        }
        _abort.Cancel();
        Volatile.Write(ref _state, Stopped);
    }

    /// <summary>
    /// Every handler on the way up shortens the exception's own trace, so the stack is recorded where the exception begins.
    /// </summary>
    private void RecordTrace(object? sender, FirstChanceExceptionEventArgs thrown)
    {
        if (Thread.CurrentThread == _thread && thrown.Exception is (ThreadAbortException or ThreadInterruptedException))
        {
            Trace ??= new StackTrace(fNeedFileInfo: true).ToString();
        }
    }
}
