using System.CommandLine;
using Spectre.Console;

namespace Viva.Cli.Doctor;

/// <summary>The command <c>viva doctor</c>.</summary>
internal static class DoctorCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command(
            "doctor",
            """
            Checks whether this machine can run the notebooks, and says what to do where it cannot.

            OK is good, NOTE works with less, FAIL does not work. It examines the SDK, processor, memory, disk and folders; loads the
            library in a process of its own, building it when it is missing, and multiplies two matrices there; and asks where each
            data set can be had.

            Examples:
              viva doctor                                    this machine as it is
              VIVA_MIRROR=/media/stick/viva viva doctor      with a workshop's data

            Exit code: 0 when nothing failed, else 3.
            """
        );
        command.SetAction((_, cancellation) => ExamineAsync(context, cancellation));
        return command;
    }

    private static async Task<int> ExamineAsync(CommandContext context, CancellationToken cancellation)
    {
        var repository = Repository.Find(context.WorkingDirectory);
        var failed = false;
        foreach (var (name, examine) in Examinations(context, repository))
        {
            var verdicts = await ShowingAsync(context, name, () => examine(cancellation)).ConfigureAwait(false);
            foreach (var verdict in verdicts)
            {
                Write(context, verdict);
                failed |= verdict.State == Health.Fail;
            }
        }
        context.Out.WriteLine(failed ? "This machine is not ready: see FAIL above." : "This machine is ready.");
        return failed ? ExitCode.Environment : ExitCode.Good;
    }

    private static IEnumerable<(string Name, Func<CancellationToken, Task<IReadOnlyList<Verdict>>> Examine)> Examinations(
        CommandContext context,
        Repository repository
    ) =>
        [
            ("the SDK", cancellation => MachineExamination.SdkAsync(repository, cancellation)),
            ("the machine", _ => Task.FromResult(MachineExamination.Machine(repository))),
            ("the library (building it takes a minute)", cancellation => LibraryExamination.RunAsync(repository, cancellation)),
            ("the data", cancellation => DataExamination.RunAsync(context.WorkingDirectory, cancellation)),
        ];

    private static async Task<IReadOnlyList<Verdict>> ShowingAsync(
        CommandContext context,
        string name,
        Func<Task<IReadOnlyList<Verdict>>> examine
    ) =>
        context.Out.Profile.Capabilities.Interactive
            ? await context.Out.Status().StartAsync($"Looking at {name} ...", _ => examine()).ConfigureAwait(false)
            : await examine().ConfigureAwait(false);

    private static void Write(CommandContext context, Verdict verdict)
    {
        var state = verdict.State switch
        {
            Health.Ok => "[green]OK  [/]",
            Health.Note => "[yellow]NOTE[/]",
            _ => "[red]FAIL[/]",
        };
        context.Out.MarkupLine($"{state} {Markup.Escape($"{verdict.Subject}: {verdict.Finding}")}");
        if (verdict.NextStep is not null)
        {
            context.Out.MarkupLineInterpolated($"     Next: {verdict.NextStep}");
        }
    }
}
