using Viva.Notebooks.Analysis;
using Viva.Notebooks.Documents;

namespace Viva.Notebooks.Checks;

/// <summary>
/// Checks a notebook against the contract that lets one file run in three kernels, and against the anatomy that every notebook of the
/// project has. The rules stand in tables: <see cref="FormatRules"/>, <see cref="CodeRules"/>,
/// <see cref="AnatomyRules"/>, <see cref="ClaimRules"/>, <see cref="ReadingRules"/>, <see cref="ProseRules"/>, <see cref="ToDoRules"/>.
/// </summary>
public static class NotebookCheck
{
    private const string WellFormed = "well-formed";
    private const string WellFormedReason = "Jupyter and VS Code must be able to open the file.";

    private static readonly Rule[] AllRules =
    [
        .. FormatRules.All,
        .. CodeRules.All,
        .. AnatomyRules.All,
        .. ClaimRules.All,
        .. ReadingRules.All,
        .. ProseRules.All,
        .. ToDoRules.All,
    ];

    /// <summary>Every rule's name with its reason, in the order in which they are applied.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Rules { get; } =
    [KeyValuePair.Create(WellFormed, WellFormedReason), .. AllRules.Select(rule => KeyValuePair.Create(rule.Name, rule.Reason))];

    /// <summary>Checks a file. One that cannot be read as a notebook gives one finding of the rule <c>well-formed</c>.</summary>
    public static IReadOnlyList<Finding> Run(string path)
    {
        try
        {
            return Run(NotebookDocument.Read(path), path);
        }
        catch (NotebookException e)
        {
            var place = e.Cell is { } cell ? $"cell {cell}: " : "";
            return
            [
                new Finding(
                    WellFormed,
                    Severity.Error,
                    path,
                    Cell: null,
                    CellId: null,
                    e.Line,
                    $"{place}{e.Problem}. {e.NextStep}.",
                    WellFormedReason
                ),
            ];
        }
    }

    /// <summary>Checks a notebook.</summary>
    /// <param name="document">The notebook as it was read.</param>
    /// <param name="path">Its file, whose name and neighbours are checked as well.</param>
    public static IReadOnlyList<Finding> Run(NotebookDocument document, string path)
    {
        // No rule can look into such a cell, and each would want to.
        if (CellDepth.Find(document).ToList() is { Count: > 0 } tooDeep)
        {
            return
            [
                .. tooDeep.Select(fault => new Finding(
                    WellFormed,
                    Severity.Error,
                    path,
                    fault.Cell,
                    document.Cells[fault.Cell!.Value - 1].Id,
                    fault.Line,
                    $"{fault.Problem}. {fault.NextStep}.",
                    WellFormedReason
                )),
            ];
        }

        var outline = new NotebookOutline(document, path);
        var findings =
            from rule in AllRules
            from fault in rule.Find(outline)
            select new Finding(
                rule.Name,
                fault.Severity,
                path,
                fault.Cell?.Number,
                fault.Cell?.Cell.Id,
                fault.Line,
                fault.Message,
                rule.Reason
            );
        return [.. findings.OrderBy(finding => finding.Cell ?? 0).ThenBy(finding => finding.Line ?? 0)];
    }
}
