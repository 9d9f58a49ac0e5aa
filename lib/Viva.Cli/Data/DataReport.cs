using System.Diagnostics;
using Spectre.Console;
using Viva.Data.Download;
using Viva.Data.Inventory;

namespace Viva.Cli.Data;

/// <summary>
/// Carries out work on data sets, shows each outcome as soon as it stands and downloads while they last, and sums it all up in an exit
/// code. Safe from any thread.
/// </summary>
internal sealed class DataReport(CommandContext context) : IDownloadWatcher
{
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private long _progressAt = Stopwatch.GetTimestamp();
    private StatusContext? _status;

    public int Good { get; private set; }

    public int Failed { get; private set; }

    public int ExitCode => Failed > 0 ? Cli.ExitCode.Failed : Cli.ExitCode.Good;

    /// <summary>
    /// Carries out an operation, whose outcomes come one by one. It works on a thread of its own: Ctrl+C ends the command at once, and what
    /// was written so far stays.
    /// </summary>
    public Task RunAsync(Func<DataEnvironment, IEnumerable<DatasetOutcome>> operation, CancellationToken cancellation)
    {
        var environment = DataEnvironment.FromProcess(context.WorkingDirectory) with { Watcher = this, Cancellation = cancellation };
        var outcomes = operation(environment); // what was asked for wrongly is told before anything is shown
        return ShowingAsync(() => Task.Run(() => Write(outcomes), cancellation).WaitAsync(cancellation));
    }

    /// <summary>Shows, on a terminal, that the command is at work.</summary>
    public Task ShowingAsync(Func<Task> work) =>
        !context.Out.Profile.Capabilities.Interactive || !context.Out.Profile.Out.IsTerminal
            ? work()
            : context
                .Out.Status()
                .StartAsync(
                    "Looking ...",
                    status =>
                    {
                        _status = status;
                        return work();
                    }
                );

    /// <summary>Shows what came of data sets, and counts it.</summary>
    public void Write(IEnumerable<DatasetOutcome> outcomes)
    {
        foreach (var outcome in outcomes)
        {
            lock (_gate)
            {
                (Good, Failed) = outcome.Good ? (Good + 1, Failed) : (Good, Failed + 1);
                var state = outcome.Good ? "[green]OK  [/]" : "[red]FAIL[/]";
                context.Out.MarkupLine($"{state} {Markup.Escape($"{outcome.Name}: {outcome.Finding}")}");
                if (outcome.NextStep.Length > 0)
                {
                    context.Out.MarkupLineInterpolated($"     Next: {outcome.NextStep}");
                }
            }
        }
    }

    /// <summary>Shows a passing line: in place on a terminal, else now and then.</summary>
    public void Progress(string text)
    {
        lock (_gate)
        {
            if (_status is not null)
            {
                _status.Status(Markup.Escape(text));
            }
            else if (Stopwatch.GetElapsedTime(_progressAt) >= LineInterval)
            {
                _progressAt = Stopwatch.GetTimestamp();
                context.Error.WriteLine(text);
            }
        }
    }

    /// <inheritdoc/>
    public void Waits(string title) => Progress($"Another program is downloading {title}; waiting until it is done.");

    /// <inheritdoc/>
    public IDownloadBar Starts() => new Bar(this);

    private sealed class Bar(DataReport report) : IDownloadBar
    {
        public void Show(DownloadState state) => report.Progress(state.ToString());

        public void Dispose() { }
    }
}
