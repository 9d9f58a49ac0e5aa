using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Viva.Notebooks.Checks;
using Viva.Notebooks.Documents;

namespace Viva.Cli.Check;

/// <summary>The command <c>viva new</c>.</summary>
internal static class NewCommand
{
    public static Command Create(CommandContext context)
    {
        var number = new Argument<int>("number") { HelpName = "number", Description = "The question's number in viva list." };
        var command = new Command(
            "new",
            """
            Begins the notebook of a planned question: a file with every part that a notebook has, which passes viva check and runs.

            What is to be written stands in lines with TODO:, and viva check counts them. A file that is there is never touched.

            Examples:
              viva new 15            notebooks/15-deep-reinforcement-learning.ipynb
              viva check 15          how many to-dos remain
              viva run 15 --quick    it runs from the first minute
            """
        )
        {
            number,
        };
        command.SetAction(parsed => Write(context, parsed.GetValue(number)));
        return command;
    }

    private static int Write(CommandContext context, int number)
    {
        var repository = Repository.Find(context.WorkingDirectory);
        if (Syllabus.Find(number) is not { } entry)
        {
            var last = Syllabus.All[^1].Number;
            throw new UsageException($"There is no question {number}: the syllabus has 1 to {last}. See viva list.");
        }
        if (NotebookSelection.Numbered(repository).TryGetValue(number, out var existing))
        {
            throw new UsageException(
                $"Question {number} has a notebook, which is never overwritten: {context.Relative(existing)}. Go on writing in it, or move "
                    + "it away first."
            );
        }

        var path = Path.Combine(repository.Notebooks, entry.FileName);
        var skeleton = NotebookSkeleton.Create(entry);
        NotebookFile.WriteText(path, skeleton.ToCanonicalJson());
        context.Out.MarkupLineInterpolated($"[green]Written[/] {context.Relative(path)}");
        context.Out.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{NotebookSkeleton.CountToDos(skeleton)} lines say TODO:, and viva check {number} counts them. Run it: "
                    + $"viva run {number} --quick"
            )
        );
        return ExitCode.Good;
    }
}
