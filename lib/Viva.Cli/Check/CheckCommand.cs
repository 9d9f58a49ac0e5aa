using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Viva.Notebooks.Checks;

namespace Viva.Cli.Check;

/// <summary>The command <c>viva check</c>.</summary>
internal static class CheckCommand
{
    public static Command Create(CommandContext context)
    {
        var notebooks = new Argument<string[]>("notebooks")
        {
            Arity = ArgumentArity.ZeroOrMore,
            HelpName = NotebookSelection.HelpName,
            Description = NotebookSelection.Description + " All when none is named.",
        };
        var rules = new Option<bool>("--rules") { Description = "List the rules with their reasons, and check nothing." };
        var markdown = new Option<string?>("--markdown")
        {
            HelpName = "file",
            Description = "With --rules: write the list into a Markdown file, between the comments that mark its place.",
        };
        var command = new Command(
            "check",
            """
            Checks notebooks against their contract (one file that runs in three kernels)
            and their anatomy (the same parts in the same order).

            Each finding names the rule, the cell, the line in the cell, and what to do. An error fails the check; advice does not.

            Examples:
              viva check             all notebooks
              viva check 23          one of them
              viva check 1-10 23     some of them
              viva check --rules     what is checked, and why
              viva check --rules --markdown docs/notebook-guide.md    renew the guide's list
            """
        )
        {
            notebooks,
            rules,
            markdown,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(markdown) is not null && !result.GetValue(rules))
            {
                result.AddError("--markdown goes with --rules.");
            }
        });
        command.SetAction(parsed =>
            parsed.GetValue(markdown) is { } file ? WriteRules(context, file)
            : parsed.GetValue(rules) ? ListRules(context)
            : Check(context, parsed.GetValue(notebooks)!)
        );
        return command;
    }

    private static int ListRules(CommandContext context)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        foreach (var (name, reason) in NotebookCheck.Rules)
        {
            grid.AddRow(new Text(name, new Style(Color.Blue)), new Text(reason));
        }

        context.Out.Write(grid);
        return ExitCode.Good;
    }

    private static int WriteRules(CommandContext context, string file)
    {
        var path = Path.GetFullPath(file, context.WorkingDirectory);
        var text = File.Exists(path) ? File.ReadAllText(path) : throw new UsageException($"There is no file {file}.");
        var renewed = RuleList.Renew(text, file);
        if (renewed != text)
        {
            File.WriteAllText(path, renewed);
        }

        context.Out.WriteLine($"{file}: {(renewed == text ? "the rules stand there as they are" : "the rules are renewed")}.");
        return ExitCode.Good;
    }

    private static int Check(CommandContext context, string[] words)
    {
        var paths = NotebookSelection.Find(words.Length == 0 ? ["all"] : words, context.WorkingDirectory);
        if (paths.FirstOrDefault(path => path.EndsWith(".dib", StringComparison.OrdinalIgnoreCase)) is { } dib)
        {
            throw new UsageException($"{context.Relative(dib)} is not an .ipynb file, and only those can be checked.");
        }

        var reasons = new SortedDictionary<string, string>(StringComparer.Ordinal);
        int errors = 0,
            advice = 0;
        foreach (var path in paths)
        {
            var findings = NotebookCheck.Run(path);
            context.Out.MarkupLineInterpolated(
                findings.Any(IsError)
                    ? $"[red]FAIL[/] {context.Relative(path)}"
                    : (FormattableString)$"[green]OK[/]   {context.Relative(path)}"
            );
            foreach (var finding in findings)
            {
                Write(context, finding);
                reasons[finding.Rule] = finding.Reason;
            }
            errors += findings.Count(IsError);
            advice += findings.Count - findings.Count(IsError);
        }

        if (reasons.Count > 0)
        {
            context.Out.WriteLine();
            context.Out.WriteLine("Why:");
            foreach (var (rule, reason) in reasons)
            {
                context.Out.MarkupLineInterpolated($"  [blue]{rule}[/]: {reason}");
            }

            context.Out.WriteLine();
        }
        context.Out.WriteLine(
            $"{Count(paths.Count, "notebook")} checked: {Count(errors, "error")}"
                + $"{(advice > 0 ? ", " + Count(advice, "piece") + " of advice" : "")}."
        );
        return errors > 0 ? ExitCode.Failed : ExitCode.Good;
    }

    private static void Write(CommandContext context, Finding finding)
    {
        var place = finding.Place.Length == 0 ? "" : finding.Place + ": ";
        context.Out.MarkupLineInterpolated(
            IsError(finding)
                ? $"  [red]error[/]  {place}{finding.Message} [blue]({finding.Rule})[/]"
                : (FormattableString)$"  [yellow]advice[/] {place}{finding.Message} [blue]({finding.Rule})[/]"
        );
    }

    private static bool IsError(Finding finding) => finding.Severity == Severity.Error;

    private static string Count(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
