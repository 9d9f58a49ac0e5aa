using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Spectre.Console;
using Viva.Cli.Run;
using Viva.Notebooks.Documents;
using Viva.Notebooks.Export;
using Viva.Notebooks.Export.Pages;
using Viva.Notebooks.Running;

namespace Viva.Cli.Export;

/// <summary>The command <c>viva export</c>.</summary>
internal static class ExportCommand
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
        var format = new Option<ExportFormat>("--format")
        {
            HelpName = "html|cs",
            Description = "Web pages, or one C# program per notebook, which dotnet run executes without a kernel.",
        };
        var output = new Option<string?>("--out")
        {
            HelpName = "folder",
            Description = "Where the files go; by default artifacts/site, or artifacts/apps for programs.",
        };
        var single = new Option<bool>("--single-file")
        {
            Description = "Write each notebook as one self-contained HTML file, to send or to keep.",
        };
        var noRun = new Option<bool>("--no-run") { Description = "Use the executed notebooks of the last viva run, and run nothing." };
        var quick = new Option<bool>("--quick") { Description = "Run with short training (VIVA_QUICK=1)." };
        var solutions = new Option<SolutionStyle>("--solutions")
        {
            HelpName = "folded|shown|none",
            DefaultValueFactory = _ => SolutionStyle.Folded,
            Description = "How to show the solutions of exercises; none makes a workshop edition.",
        };
        var slides = new Option<bool>("--slides")
        {
            Description = "Also write slides of each notebook, made from the same cells, with speaker's notes.",
        };
        var trust = new Option<bool>("--trust")
        {
            Description = "Leave the HTML inside the notebooks as it is. Only for authors whose programs you would run.",
        };
        var command = new Command(
            "export",
            """
            Writes notebooks as web pages: no network, no server and no kernel is needed to read them.

            A site has a page for each notebook, a front page with search, flash cards and a quiz.
            Exit code: 0 all good; 1 a notebook failed or a formula cannot be typeset; 2 wrong usage; 3 the machine lacks something.

            Examples:
              viva export all                      run all notebooks and write the site to artifacts/site
              viva export all --no-run             write the site from the last runs
              viva export 23 --single-file         one file to send
              viva export 1-10 --solutions none    hand-outs for a workshop
              viva export 23 --format cs           a program; then: dotnet run artifacts/apps/23-mnist-cnn.cs
            """
        )
        {
            notebooks,
            format,
            output,
            single,
            noRun,
            quick,
            solutions,
            slides,
            trust,
        };
        command.SetAction(
            (parsed, cancellation) =>
                RunAsync(
                    context,
                    parsed.GetValue(format),
                    parsed.GetRequiredValue(notebooks),
                    parsed.GetValue(output),
                    parsed.GetValue(noRun),
                    parsed.GetValue(quick),
                    (parsed.GetValue(single), parsed.GetValue(slides), parsed.GetValue(trust), parsed.GetValue(solutions)),
                    cancellation
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        CommandContext context,
        ExportFormat format,
        string[] words,
        string? output,
        bool noRun,
        bool quick,
        (bool Single, bool Slides, bool Trust, SolutionStyle Solutions) look,
        CancellationToken cancellation
    )
    {
        var files = NotebookSelection.Find(words, context.WorkingDirectory);
        var repository = Repository.Find(context.WorkingDirectory);
        var same = files
            .GroupBy(file => Path.GetFileName(file), StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(group => group.Count() > 1);
        if (same is not null)
        {
            throw new UsageException(
                $"{string.Join(" and ", same.Select(context.Relative))} would become the same file. "
                    + "Export them to different folders, one --out each."
            );
        }

        if (format == ExportFormat.Cs)
        {
            if (look.Single || look.Slides || look.Trust || quick)
            {
                throw new UsageException(
                    "--single-file, --slides, --trust and --quick are for pages. A program reads VIVA_QUICK=1 when it runs."
                );
            }

            return ProgramExport.Write(context, repository, files, output, look.Solutions, cancellation);
        }

        var executed = Path.Combine(repository.Root, "artifacts", "notebooks");
        var sources = new List<ExportSource>();
        var exit = ExitCode.Good;
        foreach (var file in files)
        {
            var (path, good) = noRun
                ? Executed(context, file, executed)
                : await ExecuteAsync(context, file, executed, quick, cancellation).ConfigureAwait(false);
            if (path is not null)
            {
                var source = new ExportSource(path, Path.GetDirectoryName(file)!);
                if (NotebookExporter.Fault(source) is { } fault)
                {
                    context.Fail($"{context.Relative(file)} cannot be exported: cell {fault.Cell}: {fault.Problem}. {fault.NextStep}.");
                    good = false;
                }
                else
                {
                    sources.Add(source);
                }
            }
            if (!good)
            {
                exit = ExitCode.Failed;
            }
        }

        if (sources.Count == 0)
        {
            return exit;
        }

        var plotly = PlotlyLibrary.Read(Path.Combine(repository.Library, "Plotly.NET.dll"));
        if (plotly is null && NotebookExporter.NeedsPlotly(sources))
        {
            context.Fail(
                "plotly.js, which draws the charts, is missing, because the library has not been built. Run: dotnet build lib/Viva"
            );
            return ExitCode.Environment;
        }

        var clock = Stopwatch.StartNew();
        var folder = output is null
            ? Path.Combine(repository.Root, "artifacts", "site")
            : Path.GetFullPath(output, context.WorkingDirectory);
        var options = new ExportOptions
        {
            SingleFile = look.Single,
            Slides = look.Slides,
            Trust = look.Trust,
            Solutions = look.Solutions,
            Plotly = plotly ?? [],
            Cache = Path.Combine(repository.Root, "artifacts", "export-cache"),
        };
        var written = NotebookExporter.Export(sources, folder, options, cancellation);
        var first = look.Single ? written[0] : Path.Combine(folder, "index.html");
        context.Out.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{sources.Count} {(sources.Count == 1 ? "page" : "pages")} in {clock.Elapsed.TotalSeconds:0.0} s, "
                    + $"{written.Sum(path => new FileInfo(path).Length) / 1e6:0.0} MB. Open {context.Relative(first)}"
            )
        );
        return exit;
    }

    /// <summary>The executed copy of a notebook: what the last run left, or the file itself when it has outputs.</summary>
    private static (string? Path, bool Good) Executed(CommandContext context, string file, string folder)
    {
        var copy = Path.Combine(folder, Path.GetFileName(file));
        var notebook = NotebookDocument.Read(file);
        if (File.Exists(copy))
        {
            var executed = NotebookDocument.Read(copy);
            if (!ReachedItsEnd(executed))
            {
                context.Warn(
                    $"the last run of {context.Relative(file)} did not reach its end; the page shows how far it got. "
                        + $"To run it again: viva run {context.Relative(file)}"
                );
            }
            else if (!Code(notebook).SequenceEqual(Code(executed)))
            {
                context.Warn(
                    $"{context.Relative(file)} has changed since it was run; the page shows the old run. "
                        + $"To run it again: viva run {context.Relative(file)}"
                );
            }

            return (copy, true);
        }

        if (notebook.Cells.Any(cell => cell.Outputs.Count > 0))
        {
            return (file, true);
        }

        context.Fail(
            $"{context.Relative(file)} has not been run: there is no {context.Relative(copy)}. "
                + $"Run: viva run {context.Relative(file)}, or leave out --no-run."
        );
        return (null, false);

        static bool ReachedItsEnd(NotebookDocument document) =>
            document.Cells.LastOrDefault(cell => cell.Kind == CellKind.Code) is not { } last
            || (
                last.ExecutionCount is not null
                && (
                    last.Tags.Contains("raises-exception")
                    || last.Outputs.All(output => NotebookOutput.Type((JsonObject)output!) != "error")
                )
            );

        static IEnumerable<string> Code(NotebookDocument document) =>
            document.Cells.Where(cell => cell.Kind == CellKind.Code).Select(cell => cell.Source);
    }

    private static async Task<(string? Path, bool Good)> ExecuteAsync(
        CommandContext context,
        string file,
        string folder,
        bool quick,
        CancellationToken cancellation
    )
    {
        var name = Path.GetFileNameWithoutExtension(file);
        context.Error.WriteLine($"{name}: running");
        var options = new RunOptions
        {
            OutputFolder = folder,
            Environment = quick ? new Dictionary<string, string?> { ["VIVA_QUICK"] = "1" } : [],
        };
        var run = await NotebookRunner.RunAsync(file, options, progress: null, cancellation).ConfigureAwait(false);
        if (run.Failure is { } failure)
        {
            // The page shows the error where it happened.
            RunReport.WriteFailure(context.Error, failure with { File = context.Relative(file) });
            if (run.OutputPath is { } written)
            {
                context.Error.WriteLine($"{name}: the outputs so far are in {context.Relative(written)}");
            }
        }
        cancellation.ThrowIfCancellationRequested();

        return (run.OutputPath, run.Failure is null);
    }
}
