using System.Diagnostics;
using Spectre.Console;

namespace Viva.Cli;

/// <summary>Shows what the library tells of its work on data, as it comes, and sums it up in an exit code. Safe from any thread.</summary>
internal sealed class DataReport(CommandContext context)
{
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly List<string[]> _rows = [];
    private long _progressAt = Stopwatch.GetTimestamp();

    /// <summary>The rows that were told, to be shown as a table.</summary>
    public IReadOnlyList<string[]> Rows => _rows;

    public int Good { get; private set; }

    public int Failed { get; private set; }

    public int ExitCode { get; private set; } = Cli.ExitCode.Good;

    /// <summary>Shows a passing line in place; null where lines cannot be taken back.</summary>
    public Action<string>? ShowProgress { get; set; }

    /// <summary>Takes what the library tells: a kind, and its texts.</summary>
    /// <exception cref="UsageException">The library cannot do what the words say.</exception>
    public void Tell(string kind, string[] texts)
    {
        lock (_gate)
        {
            switch (kind)
            {
                case "row":
                    _rows.Add(texts);
                    break;
                case "pair":
                    context.Out.MarkupLine($"{Markup.Escape(texts[0].PadRight(9))} {Markup.Escape(texts[1])}");
                    break;
                case "ok":
                    Good++;
                    Write("[green]OK  [/]", texts);
                    break;
                case "fail":
                    Failed++;
                    ExitCode = Cli.ExitCode.Failed;
                    Write("[red]FAIL[/]", texts);
                    break;
                case "progress":
                    Progress(texts[0]);
                    break;
                case "environment":
                    ExitCode = Cli.ExitCode.Environment;
                    context.Fail($"{texts[0]}");
                    break;
                case "usage":
                    throw new UsageException(texts[0]);
                default:
                    throw new InvalidOperationException($"The library told '{kind}', which this command does not know: build both anew.");
            }
        }
    }

    private void Write(string state, string[] texts)
    {
        // A page is named as the user would type it.
        var finding = Path.IsPathRooted(texts[1]) && File.Exists(texts[1]) ? context.Relative(texts[1]) : texts[1];
        context.Out.MarkupLine($"{state} {Markup.Escape($"{texts[0]}: {finding}")}");
        if (texts[2].Length > 0)
            context.Out.MarkupLineInterpolated($"     Next: {texts[2]}");
    }

    private void Progress(string text)
    {
        if (ShowProgress is not null)
        {
            ShowProgress(text);
        }
        else if (Stopwatch.GetElapsedTime(_progressAt) >= LineInterval)
        {
            _progressAt = Stopwatch.GetTimestamp();
            context.Error.WriteLine(text);
        }
    }
}
