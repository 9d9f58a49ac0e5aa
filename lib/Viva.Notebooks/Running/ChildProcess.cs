using System.IO.Pipes;
using System.Runtime.InteropServices;
using Viva.Notebooks.Kernel;

namespace Viva.Notebooks.Running;

/// <summary>The inside of the process that runs one notebook: takes cells from one pipe, sends outputs to the other.</summary>
internal static class ChildProcess
{
    /// <summary>Serves cells until the runner closes its pipe or goes away.</summary>
    public static int Serve(string commandPipe, string eventPipe, string folder)
    {
        // Ctrl+C reaches the whole group; the runner decides what becomes of this process.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);

        using var commands = Protocol.Reader(new AnonymousPipeClientStream(PipeDirection.In, commandPipe));
        using var events = Protocol.Writer(new AnonymousPipeClientStream(PipeDirection.Out, eventPipe));
        var inputs = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        using var session = new KernelSession(
            folder,
            output =>
            {
                lock (events)
                {
                    Protocol.WriteOutput(events, output);
                }
            },
            inputs
        );
        using Stream rawOut = Console.OpenStandardOutput(),
            rawError = Console.OpenStandardError();

        CancellationTokenSource? running = null;
        try
        {
            while (true)
            {
                switch (commands.ReadByte())
                {
                    case Protocol.Run:
                        string name = commands.ReadString(),
                            language = commands.ReadString(),
                            code = commands.ReadString();
                        running = new CancellationTokenSource();
                        _ = RunAsync(name, language, code, running.Token);
                        break;
                    case Protocol.Inputs:
                        for (var left = commands.ReadInt32(); left > 0; left--)
                        {
                            inputs[commands.ReadString()] = commands.ReadString();
                        }

                        break;
                    case Protocol.Interrupt:
                        _ = running?.CancelAsync();
                        break;
                }
            }
        }
        catch (Exception exception) when (exception is EndOfStreamException or IOException)
        {
            // The runner is done, or gone: threads that a cell left behind must not keep the process alive.
            Environment.Exit(0);
        }
        return 0;

        async Task RunAsync(string name, string language, string code, CancellationToken cancellation)
        {
            CellResult result;
            try
            {
                result = await session.RunAsync(code, name, language, cancellation).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                // A defect of the session, or memory that ran out inside it: the runner must still hear of it.
                result = new CellResult(
                    TimeSpan.Zero,
                    new CellError(CellErrorKind.Exception, exception.GetType().FullName!, exception.Message, 0, [exception.ToString()])
                );
            }
            Mark(rawOut);
            Mark(rawError);
            lock (events)
            {
                Protocol.WriteDone(events, result);
            }
        }
    }

    private static void Mark(Stream stream)
    {
        try
        {
            stream.Write(Protocol.Mark);
            stream.Flush();
        }
        catch (IOException)
        {
            // The cell closed it; the runner does not wait for the mark for long.
        }
    }
}
