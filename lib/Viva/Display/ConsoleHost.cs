namespace Viva.Display;

/// <summary>The console: a live output rewrites one line on a terminal, and prints a line a second at most when redirected.</summary>
internal sealed class ConsoleHost(TextWriter? writer = null, bool? terminal = null, TimeProvider? clock = null) : IDisplayHost
{
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private int _lineLength;

    private TextWriter Out => writer ?? Console.Out;

    private bool IsTerminal => terminal ?? !Console.IsOutputRedirected;

    public void Display(object value)
    {
        lock (_lock)
        {
            EndLine();
            Out.WriteLine(DisplayHost.TextOf(value));
        }
    }

    public (Action<object> Update, Action? Finish) DisplayLive(object value, Action flush) =>
        IsTerminal ? Rewriting(value) : Printing(value);

    private (Action<object>, Action?) Rewriting(object value)
    {
        Write(value);
        return (Write, Finish);

        void Finish()
        {
            lock (_lock)
                EndLine();
        }

        void Write(object next)
        {
            lock (_lock)
            {
                var line = DisplayHost.TextOf(next).ReplaceLineEndings(" ");
                var width = Width();
                if (line.Length >= width)
                    line = line[..(width - 1)];
                Out.Write('\r' + line.PadRight(_lineLength));
                Out.Flush();
                _lineLength = line.Length;
            }
        }
    }

    private (Action<object>, Action?) Printing(object value)
    {
        var printed = "";
        object? held = null;
        var at = 0L;
        Print(value);
        return (Hold, Finish);

        void Hold(object next)
        {
            lock (_lock)
            {
                held = next;
                if (_clock.GetElapsedTime(at) >= LineInterval)
                    Print(next);
            }
        }

        void Finish()
        {
            lock (_lock)
            {
                if (held is not null)
                    Print(held);
            }
        }

        void Print(object next)
        {
            lock (_lock)
            {
                held = null;
                at = _clock.GetTimestamp();
                var text = DisplayHost.TextOf(next);
                if (text == printed)
                    return;
                printed = text;
                Out.WriteLine(text);
            }
        }
    }

    private void EndLine()
    {
        if (_lineLength == 0)
            return;
        Out.WriteLine();
        _lineLength = 0;
    }

    private static int Width()
    {
        try
        {
            return Math.Max(20, Console.WindowWidth);
        }
        catch (IOException)
        {
            return 80; // no console behind the writer
        }
    }
}
