using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Viva.Notebooks.Checks;
using Viva.Notebooks.Documents;

namespace Viva.Cli;

/// <summary>The command <c>viva list</c>.</summary>
internal static class ListCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command(
            "list",
            """
            Shows the thirty questions: number, question, minutes to read, data, and whether the notebook is ready.

            Examples:
              viva list                  all questions
              viva list | grep ready     those that can be run now
            """
        );
        command.SetAction(_ => List(context));
        return command;
    }

    private static int List(CommandContext context)
    {
        var repository = Repository.Find(context.WorkingDirectory);
        var notebooks = NotebookSelection.Numbered(repository);
        var table = new Table().Border(TableBorder.None);
        if (context.Out.Profile.Capabilities.Ansi)
        {
            table.Border(TableBorder.Rounded).ShowRowSeparators();
        }

        foreach (var heading in (string[])["#", "Question", "Read", "Data", "State"])
        {
            table.AddColumn(heading);
        }

        table.Columns[0].RightAligned();
        foreach (var column in (int[])[0, 2, 4])
        {
            table.Columns[column].NoWrap();
        }

        foreach (var number in Syllabus.All.Select(entry => entry.Number).Union(notebooks.Keys).Order())
        {
            var cells = notebooks.TryGetValue(number, out var path) ? Ready(number, path) : Planned(Syllabus.Find(number)!);
            table.AddRow([.. cells.Select(cell => new Text(cell))]);
        }

        context.Out.Write(table);
        context.Out.WriteLine();
        context.Out.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{notebooks.Count} ready, {Syllabus.All.Count(entry => !notebooks.ContainsKey(entry.Number))} planned. "
                    + $"Run one: viva run {notebooks.Keys.LastOrDefault(23)}"
            )
        );
        return ExitCode.Good;
    }

    private static string[] Ready(int number, string path)
    {
        var entry = Syllabus.Find(number);
        try
        {
            var header = NotebookHeader.Of(NotebookDocument.Read(path));
            var minutes = header.ReadMinutes is { } read ? string.Create(CultureInfo.InvariantCulture, $"{read} min") : "";
            return [Number(number), header.Title ?? Path.GetFileName(path), minutes, header["Data"] ?? entry?.Data ?? "", "ready"];
        }
        catch (NotebookException)
        {
            return [Number(number), Path.GetFileName(path), "", entry?.Data ?? "", $"damaged: see viva check {number}"];
        }
    }

    private static string[] Planned(SyllabusEntry entry) => [Number(entry.Number), entry.Question, "", entry.Data, "planned"];

    private static string Number(int number) => number.ToString("00", CultureInfo.InvariantCulture);
}
