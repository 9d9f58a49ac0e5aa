namespace Viva.Display.Hosts;

/// <summary>
/// The console: a live output rewrites one line on a terminal, and prints lines when redirected:
/// one a second at first, then one every ten seconds.
/// </summary>
internal sealed class ConsoleHost(TextWriter? writer = null, bool? terminal = null, TimeProvider? clock = null) : IDisplayHost
{
    private const int SoonLines = 10;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private readonly List<Action> _held = [];
    private int _lineLength;
    private Action? _flush;

    private TextWriter Out => writer ?? Console.Out;

    private bool IsTerminal => terminal ?? !Console.IsOutputRedirected;

    public void Display(object value)
    {
        CatchUp();
        lock (_lock)
        {
            EndLine();
            Out.WriteLine(ValueText.Of(value));
        }
    }

    public (Action<object> Update, Action? Finish) DisplayLive(object value, Action flush)
    {
        CatchUp();
        if (_flush is null)
        {
            AppDomain.CurrentDomain.ProcessExit += (_, _) => End();
        }

        _flush = flush;
        return IsTerminal ? Rewriting(value) : Printing(value);
    }

    /// <summary>
    /// Shows the last value of each live output. A console does not learn that a cell has ended; the next
    /// value shown, or the end of the program, says so.
    /// </summary>
    private void CatchUp()
    {
        _flush?.Invoke();
        lock (_lock)
        {
            foreach (var print in _held)
            {
                print();
            }

            _held.Clear();
        }
    }

    private void End()
    {
        CatchUp();
        lock (_lock)
        {
            EndLine();
        }
    }

    private (Action<object>, Action?) Rewriting(object value)
    {
        Write(value);
        return (Write, Finish);

        void Finish()
        {
            lock (_lock)
            {
                EndLine();
            }
        }

        void Write(object next)
        {
            lock (_lock)
            {
                var line = ValueText.Of(next).ReplaceLineEndings(" ");
                var width = Width();
                if (line.Length >= width)
                {
                    line = line[..(width - 1)];
                }

                Out.Write('\r' + line.PadRight(_lineLength));
                Out.Flush();
                _lineLength = line.Length;
            }
        }
    }

    private (Action<object>, Action?) Printing(object value)
    {
        var printed = "";
        var lines = 0;
        object? held = null;
        var at = 0L;
        Print(value);
        return (Hold, Finish);

        void Hold(object next)
        {
            lock (_lock)
            {
                held = next;
                _held.Remove(Finish);
                _held.Add(Finish);
                if (_clock.GetElapsedTime(at) >= (lines < SoonLines ? Soon : Later))
                {
                    Print(next);
                }
            }
        }

        void Finish()
        {
            lock (_lock)
            {
                if (held is not null)
                {
                    Print(held);
                }
            }
        }

        void Print(object next)
        {
            lock (_lock)
            {
                held = null;
                at = _clock.GetTimestamp();
                var text = ValueText.Of(next);
                if (text == printed)
                {
                    return;
                }

                printed = text;
                lines++;
                Out.WriteLine(text);
            }
        }
    }

    private void EndLine()
    {
        if (_lineLength == 0)
        {
            return;
        }

        Out.WriteLine();
        _lineLength = 0;
    }

    private static int Width()
    {
        try
        {
            return Console.WindowWidth is > 0 and var width ? Math.Max(20, width) : 80; // some terminals do not tell
        }
        catch (IOException)
        {
            return 80; // no console behind the writer
        }
    }
}
