using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Viva.Notebooks.Documents;

namespace Viva.Cli.Check;

/// <summary>The command <c>viva format</c>.</summary>
internal static class FormatCommand
{
    public static Command Create(CommandContext context)
    {
        var notebooks = new Argument<string[]>("notebooks")
        {
            Arity = ArgumentArity.ZeroOrMore,
            HelpName = NotebookSelection.HelpName,
            Description = NotebookSelection.Description + " All when none is named.",
        };
        var check = new Option<bool>("--check")
        {
            Description = "Write nothing; exit with 1 when a notebook is not in the committed form.",
        };
        var command = new Command(
            "format",
            """
            Puts notebooks into their committed form: no outputs, no execution counts, no metadata that editors leave behind, and the
            layout that Jupyter writes. Text, code, ids and tags are never changed, and a file is replaced in one step or not at all.

            Examples:
              viva format            all notebooks
              viva format 23         one of them
              viva format --check    for a commit hook
            """
        )
        {
            notebooks,
            check,
        };
        command.SetAction(parsed => Format(context, parsed.GetValue(notebooks)!, parsed.GetValue(check)));
        return command;
    }

    private static int Format(CommandContext context, string[] words, bool check)
    {
        int changed = 0,
            failed = 0;
        var paths = NotebookSelection.Find(words.Length == 0 ? ["all"] : words, context.WorkingDirectory);
        foreach (var path in paths)
        {
            try
            {
                var formatted = Formatted(path);
                if (formatted is null)
                {
                    continue;
                }

                changed++;
                if (!check)
                {
                    NotebookFile.WriteText(path, formatted);
                }

                context.Out.MarkupLineInterpolated($"[yellow]{(check ? "not formatted" : "formatted")}[/] {context.Relative(path)}");
            }
            catch (NotebookException e)
            {
                failed++;
                context.Fail($"{e.Message}");
            }
        }

        context.Out.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{paths.Count} looked at: {changed} {(check ? "to format" : "formatted")}, {failed} failed."
            )
        );
        return failed > 0 || (check && changed > 0) ? ExitCode.Failed : ExitCode.Good;
    }

    // The committed form, or null when the file is in it.
    private static string? Formatted(string path)
    {
        if (!path.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase))
        {
            throw new NotebookException("only .ipynb files have a committed form", "Name an .ipynb file", path);
        }

        var formatted = NotebookFormatter.Format(NotebookDocument.Read(path));
        return formatted == NotebookFile.ReadText(path) ? null : formatted;
    }
}
