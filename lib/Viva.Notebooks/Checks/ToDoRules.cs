using System.Text.RegularExpressions;
using Viva.Notebooks.Documents;

namespace Viva.Notebooks.Checks;

/// <summary>The rule about what is still to be written.</summary>
internal static partial class ToDoRules
{
    public static IReadOnlyList<Rule> All { get; } = [new("to-dos", "A to-do that is counted cannot be forgotten.", ToDos)];

    /// <summary>How many lines of a notebook hold a to-do.</summary>
    public static int Count(NotebookDocument document) => document.Cells.Sum(cell => ToDo().Count(cell.Source));

    private static IEnumerable<Fault> ToDos(NotebookOutline notebook)
    {
        var first = notebook.Cells.FirstOrDefault(cell => ToDo().IsMatch(cell.Cell.Source));
        if (first is null)
        {
            yield break;
        }

        var count = Count(notebook.Document);
        var remain = count == 1 ? "One to-do remains" : $"{count} to-dos remain, of which this is the first";
        var line = 1 + first.Cell.Source.AsSpan(0, ToDo().Match(first.Cell.Source).Index).Count('\n');
        yield return new Fault(first, line, $"{remain}: write what it asks for in the place of 'TODO: ...'.", Severity.Advice);
    }

    // One match for each line that has any.
    [GeneratedRegex(@"\bTODO:.*")]
    private static partial Regex ToDo();
}
