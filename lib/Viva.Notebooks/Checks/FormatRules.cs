using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Viva.Notebooks.Documents;

namespace Viva.Notebooks.Checks;

/// <summary>The rules about the file: its name, its form, its metadata.</summary>
internal static partial class FormatRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new("file-name", "Names sort by question and links between notebooks hold.", FileName),
        new("canonical-form", "One form for everybody keeps the difference of two versions readable.", CanonicalForm),
        new("no-outputs", "Outputs are made by running; committed ones go stale and hide changes.", NoOutputs),
        new("no-volatile-metadata", "What a tool notes while it runs changes with every run.", NoVolatileMetadata),
        new("kernelspec", "Every kernel must know the notebook as its own.", KernelSpec),
        new("readable-ids", "Links, reports and comparisons name a cell by its id.", ReadableIds),
        new("known-tags", "Tags decide what the workshop edition drops and what a page folds.", KnownTags),
    ];

    private static IEnumerable<Fault> FileName(NotebookOutline notebook)
    {
        var name = Path.GetFileName(notebook.Path);
        if (notebook.Number is null)
        {
            yield return new Fault($"'{name}' is no notebook name: use two digits and lower-case words, like 23-mnist-cnn.ipynb.");
        }
        else if (Syllabus.Find(notebook.Number.Value) is { } entry && name != entry.FileName)
        {
            yield return new Fault($"Question {notebook.Number} is {entry.FileName}: rename the file.");
        }
    }

    private static IEnumerable<Fault> CanonicalForm(NotebookOutline notebook)
    {
        if (notebook.Document.OriginalText is null)
        {
            yield return new Fault("The file is older than nbformat 4.5 and has no cell ids: run viva format.");
            yield break;
        }

        var canonical = notebook.Document.ToCanonicalJson();
        if (notebook.Document.OriginalText == canonical)
        {
            yield break;
        }

        string[] expected = canonical.Split('\n'),
            actual = notebook.Document.OriginalText.Split('\n');
        var line = expected.Zip(actual).TakeWhile(pair => pair.First == pair.Second).Count() + 1;
        yield return new Fault(null, line, "From this line of the file on, the form is not the canonical one: run viva format.");
    }

    private static IEnumerable<Fault> NoOutputs(NotebookOutline notebook)
    {
        foreach (var cell in notebook.CodeCells)
        {
            if (cell.Cell.Outputs.Count > 0)
            {
                yield return new Fault(cell, "The cell has outputs: run viva format.");
            }
            else if (cell.Cell.ExecutionCount is not null)
            {
                yield return new Fault(cell, "The cell has an execution count: run viva format.");
            }
        }
    }

    private static IEnumerable<Fault> NoVolatileMetadata(NotebookOutline notebook)
    {
        var clean = notebook.Document.Clone();
        NotebookFormatter.Clean(clean);
        if (Difference(notebook.Document.Metadata, clean.Metadata) is { } name)
        {
            yield return new Fault($"The notebook's metadata '{name}' is not as it is committed: run viva format.");
        }
        foreach (var (cell, cleanCell) in notebook.Cells.Zip(clean.Cells))
        {
            if (Difference(cell.Cell.Metadata, cleanCell.Metadata) is { } key)
            {
                yield return new Fault(cell, $"The cell's metadata '{key}' is not as it is committed: run viva format.");
            }
        }
    }

    private static string? Difference(JsonObject actual, JsonObject clean) =>
        actual
            .Select(entry => entry.Key)
            .Union(clean.Select(entry => entry.Key))
            .FirstOrDefault(name =>
                actual.ContainsKey(name) != clean.ContainsKey(name)
                || NotebookJson.Write(actual[name], JsonStyle.Canonical) != NotebookJson.Write(clean[name], JsonStyle.Canonical)
            );

    private static IEnumerable<Fault> KernelSpec(NotebookOutline notebook)
    {
        if (NotebookJson.StringOf((notebook.Document.Metadata["kernelspec"] as JsonObject)?["name"]) != ".net-csharp")
        {
            yield return new Fault("The notebook is not for the kernel .net-csharp: choose '.NET (C#)' in the editor.");
        }
        foreach (var cell in notebook.CodeCells)
        {
            if (cell.Cell.KernelName is { } kernel and not "csharp")
            {
                yield return new Fault(cell, $"The cell is for the kernel '{kernel}': every code cell is C#.");
            }
        }
        foreach (var cell in notebook.Cells.Where(cell => cell.Cell.Kind == CellKind.Raw))
        {
            yield return new Fault(cell, "Raw cells are not shown by every editor: make it Markdown or code.");
        }
    }

    private static IEnumerable<Fault> ReadableIds(NotebookOutline notebook)
    {
        foreach (var cell in notebook.Cells)
        {
            var id = cell.Cell.Id;
            if (!KebabCase().IsMatch(id))
            {
                yield return new Fault(
                    cell,
                    $"The id '{id}' is not made of lower-case words joined by hyphens: rename it, like train-the-cnn."
                );
            }
            else if (RandomOrNumbered().IsMatch(id))
            {
                yield return new Fault(cell, $"The id '{id}' says nothing about the cell: rename it, like train-the-cnn.");
            }
        }
    }

    private static IEnumerable<Fault> KnownTags(NotebookOutline notebook)
    {
        foreach (var cell in notebook.Cells)
        {
            foreach (var tag in cell.Cell.Tags.Where(tag => tag is not ("exercise" or "check" or "solution" or "deeper")))
            {
                yield return new Fault(cell, $"The tag '{tag}' means nothing here: use exercise, check, solution or deeper, or remove it.");
            }

            if (cell.Cell.Tags.Contains("deeper") && !cell.BeginsDeeper)
            {
                yield return new Fault(cell, "The tag 'deeper' belongs to a cell that begins with a heading, ## or ###.");
            }
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex KebabCase();

    // Eight or more hexadecimal digits with a figure among them, as Jupyter and VS Code make
    // them; or cell-12, which a new cell makes wrong.
    [GeneratedRegex("^(?=[a-f-]*[0-9])([0-9a-f]{8,}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$|^cell(-[0-9]+)?$")]
    private static partial Regex RandomOrNumbered();
}
