using System.Text;

namespace Viva.Notebooks.Kernel;

/// <summary>
/// Sends what code writes to <see cref="Console"/> to the session that the code belongs to. The process has one console, so this
/// is installed for all; the session travels with the execution context into tasks and threads that a cell starts.
/// </summary>
internal sealed class ConsoleCapture : TextWriter
{
    private static readonly Lock Gate = new();
    private static readonly AsyncLocal<KernelSession?> Flowing = new();
    private static readonly TextReader NobodyThere = new NoInput();
    private static KernelSession? _last;
    private static TextWriter? _out,
        _error;

    private readonly string _name;
    private readonly TextWriter _outside;

    private ConsoleCapture(string name, TextWriter outside)
    {
        _name = name;
        _outside = outside;
    }

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>The session that the running code belongs to; for code that lost its context, the one that ran last.</summary>
    public static KernelSession? Session => Flowing.Value ?? Volatile.Read(ref _last);

    /// <summary>From here on, the calling context belongs to <paramref name="session"/>.</summary>
    public static void Enter(KernelSession session)
    {
        lock (Gate)
        {
            // Anew for each cell: an earlier one may have redirected the console.
            if (_out is null || Console.Out != _out)
            {
                Console.SetOut(_out ?? new ConsoleCapture("stdout", Console.Out));
            }

            if (_error is null || Console.Error != _error)
            {
                Console.SetError(_error ?? new ConsoleCapture("stderr", Console.Error));
            }

            (_out, _error) = (Console.Out, Console.Error);
            Console.SetIn(NobodyThere);
        }
        Flowing.Value = session;
        Volatile.Write(ref _last, session);
    }

    /// <summary>Forgets a session that ended.</summary>
    public static void Leave(KernelSession session) => Interlocked.CompareExchange(ref _last, null, session);

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void WriteLine(string? value) => Write(value + "\n");

    public override void WriteLine() => Write("\n");

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (Session is { } session)
        {
            session.WriteStream(_name, buffer);
        }
        else
        {
            _outside.Write(buffer);
        }
    }

    public override void Flush()
    {
        if (Session is null)
        {
            _outside.Flush();
        }
    }

    /// <summary>Where a cell would wait for somebody to type.</summary>
    private sealed class NoInput : TextReader
    {
        public override int Read() => throw new InvalidOperationException(CellInputs.NoConsole);

        public override int Peek() => throw new InvalidOperationException(CellInputs.NoConsole);

        public override string? ReadLine() => throw new InvalidOperationException(CellInputs.NoConsole);
    }
}
