using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Viva.Notebooks.Running;

namespace Viva.Cli.Run;

/// <summary>The command <c>viva run</c>.</summary>
internal static class RunCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var notebooks = new Argument<string[]>("notebooks")
        {
            Arity = ArgumentArity.OneOrMore,
            HelpName = NotebookSelection.HelpName,
            Description = NotebookSelection.Description,
        };
        var quick = new Option<bool>("--quick")
        {
            Description = "A short run that shows that everything works (VIVA_QUICK=1), held against looser bars.",
        };
        var timeout = new Option<double>("--timeout")
        {
            HelpName = "seconds",
            DefaultValueFactory = _ => 900,
            Description = "How long one notebook may take at most.",
        };
        var seeds = new Option<int>("--seeds")
        {
            HelpName = "n",
            DefaultValueFactory = _ => 1,
            Description =
                "Run each notebook with n seeds in a row (VIVA_SEED, or 1, and the numbers after it) "
                + "and give the mean and the standard deviation.",
        };
        var json = new Option<bool>("--json") { Description = "Print the results as JSON on stdout, and everything else on stderr." };
        var inputs = new Option<string[]>("--input")
        {
            HelpName = "name=value",
            Arity = ArgumentArity.OneOrMore,
            Description = "An answer for cells that ask (@input): by the name or the question. May be given several times.",
        };
        var allowErrors = new Option<bool>("--allow-errors") { Description = "Go on after a cell that fails." };
        var output = new Option<string?>("--out")
        {
            HelpName = "folder",
            Description = "Where the executed notebooks go; by default artifacts/notebooks.",
        };
        timeout.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (> 0 and < 1_000_000))
            {
                result.AddError("--timeout must be a number of seconds above 0.");
            }
        });
        seeds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 1000)
            {
                result.AddError("--seeds must be a whole number from 1 to 1000.");
            }
        });

        inputs.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.IndexOf('=', StringComparison.Ordinal) < 1))
            {
                result.AddError($"--input {token.Value}: write name=value.");
            }
        });

        var command = new Command(
            "run",
            """
            Runs notebooks, each in a process of its own, and writes them with their outputs.

            The results that notebooks measure are collected in a table, with the bars they must meet.
            A full run on real data must meet its bars, a quick run on any data its quick bars; other bars are shown only.
            What notebooks claim is judged in full runs on real data, and must hold there.
            Exit code: 0 all good; 1 a cell failed, a bar was missed, a claim does not hold; 2 wrong usage; 3 the machine lacks something.

            Examples:
              viva run 23 --quick          see question 23 run, in a minute
              viva run all --quick --json  the results of all notebooks for another program
              viva run 23 --seeds 5        the spread over five seeds
            """
        )
        {
            notebooks,
            quick,
            timeout,
            seeds,
            json,
            inputs,
            allowErrors,
            output,
        };
        command.SetAction(
            (parsed, cancellation) =>
                RunAsync(
                    context,
                    parsed.GetRequiredValue(notebooks),
                    parsed.GetValue(quick),
                    new RunOptions
                    {
                        CellTimeout = TimeSpan.FromSeconds(parsed.GetValue(timeout)),
                        NotebookTimeout = TimeSpan.FromSeconds(parsed.GetValue(timeout)),
                        AllowErrors = parsed.GetValue(allowErrors),
                        Inputs = Answers(parsed.GetValue(inputs) ?? []),
                    },
                    parsed.GetValue(seeds),
                    parsed.GetValue(json),
                    parsed.GetValue(output),
                    cancellation
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        CommandContext context,
        string[] words,
        bool quick,
        RunOptions common,
        int seedCount,
        bool json,
        string? output,
        CancellationToken cancellation
    )
    {
        // The JSON has stdout to itself.
        var console = json ? context.Error : context.Out;
        IReadOnlyList<RunTarget> targets = [.. NotebookSelection.Find(words, context.WorkingDirectory).Select(RunTarget.Of)];
        var seeds = RunSettings.Seeds(seedCount);
        var barsShownOnly = quick || RunSettings.Quick;
        var folder = output is null
            ? Path.Combine(Repository.Find(context.WorkingDirectory).Root, "artifacts", "notebooks")
            : Path.GetFullPath(output, context.WorkingDirectory);
        var outcomes = new List<RunOutcome>();
        foreach (var target in targets)
        {
            var runs = new List<NotebookRun>();
            foreach (var seed in seeds)
            {
                var options = common with
                {
                    OutputFolder =
                        seed == seeds[0] ? folder : Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"seed-{seed}")),
                    Environment = Variables(quick, seedCount > 1 ? seed : null),
                };
                var label = seedCount > 1 ? string.Create(CultureInfo.InvariantCulture, $"{target.Name}, seed {seed}") : target.Name;
                runs.Add(await RunOneAsync(context, console, label, target.File, options, cancellation).ConfigureAwait(false));
                if (cancellation.IsCancellationRequested)
                {
                    break;
                }
            }
            outcomes.Add(new RunOutcome(target, seeds[..runs.Count], runs, barsShownOnly));
            if (cancellation.IsCancellationRequested)
            {
                break;
            }
        }

        if (json)
        {
            context.Out.Profile.Out.Writer.WriteLine(RunReport.Json(outcomes));
        }
        else
        {
            RunReport.WriteTable(console, outcomes);
            RunReport.WriteClaims(console, outcomes);
        }

        cancellation.ThrowIfCancellationRequested();
        return outcomes.Any(outcome => outcome.Failure?.Kind == RunFailureKind.Environment) ? ExitCode.Environment
            : outcomes.All(outcome => outcome.Ok) ? ExitCode.Good
            : ExitCode.Failed;
    }

    /// <summary>Runs one notebook, showing the current cell: in place on a terminal, otherwise a line for each cell.</summary>
    private static async Task<NotebookRun> RunOneAsync(
        CommandContext context,
        IAnsiConsole console,
        string label,
        string file,
        RunOptions options,
        CancellationToken cancellation
    )
    {
        NotebookRun run;
        if (console.Profile.Capabilities.Interactive && console.Profile.Out.IsTerminal)
        {
            run = await console
                .Status()
                .StartAsync(
                    Markup.Escape($"{label}: starting"),
                    status =>
                        NotebookRunner.RunAsync(
                            file,
                            options,
                            new Report(progress => status.Status(Markup.Escape(CellLine(label, progress)))),
                            cancellation
                        )
                )
                .ConfigureAwait(false);
        }
        else
        {
            run = await NotebookRunner
                .RunAsync(file, options, new Report(progress => console.WriteLine(CellLine(label, progress))), cancellation)
                .ConfigureAwait(false);
        }
        if (run.Failure is { } ended)
        {
            run = run with { Failure = ended with { File = context.Relative(file) } };
            RunReport.WriteFailure(console, run.Failure);
        }
        RunReport.WriteFailedClaims(console, context.Relative(file), run);
        foreach (var failure in options.AllowErrors ? run.Allowed : [])
        {
            console.WriteLine($"{label}: cell {failure.Cell} ({failure.CellId}) failed: {failure.Message}");
        }

        var outcome =
            run.Ok ? "done"
            : run.Failure?.Kind == RunFailureKind.Interrupted ? "interrupted"
            : "failed";
        var end = string.Create(CultureInfo.InvariantCulture, $"{label}: {outcome} in {run.Seconds:0.0} s");
        console.WriteLine(
            run.OutputPath is not { } written ? end
            : run.Ok ? $"{end}, written to {context.Relative(written)}"
            : $"{end}; the outputs so far are in {context.Relative(written)}"
        );
        return run;
    }

    private static string CellLine(string label, RunProgress progress) =>
        string.Create(CultureInfo.InvariantCulture, $"{label}: cell {progress.Cell} of {progress.Cells} ({progress.CellId})");

    private static Dictionary<string, string> Answers(string[] inputs)
    {
        var answers = new Dictionary<string, string>();
        foreach (var pair in inputs.Select(input => input.Split('=', 2)))
        {
            answers[pair[0]] = pair[1];
        }

        return answers;
    }

    private static Dictionary<string, string?> Variables(bool quick, int? seed)
    {
        var variables = new Dictionary<string, string?>();
        if (quick)
        {
            variables["VIVA_QUICK"] = "1";
        }

        if (seed is { } value)
        {
            variables["VIVA_SEED"] = value.ToString(CultureInfo.InvariantCulture);
        }

        return variables;
    }

    /// <summary>Passes progress on at once, in order; <see cref="Progress{T}"/> would pass it to the thread pool.</summary>
    private sealed class Report(Action<RunProgress> action) : IProgress<RunProgress>
    {
        void IProgress<RunProgress>.Report(RunProgress value) => action(value);
    }
}
