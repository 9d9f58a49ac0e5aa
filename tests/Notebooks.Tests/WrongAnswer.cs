using System.Text.Json.Nodes;
using Viva.Notebooks.Documents;
using Viva.Notebooks.Running;

namespace Notebooks.Tests;

/// <summary>
/// A plausible wrong answer to an exercise, which the exercise's check must not take for right: code in the place of the starter cell,
/// in <c>WrongAnswers/NN/check-cell-id.slip-in-words.csx</c>.
/// </summary>
/// <param name="Check">The id of the check cell.</param>
/// <param name="File">The file.</param>
internal sealed record WrongAnswer(string Check, string File)
{
    /// <summary>The folder of all wrong answers, with one folder for each notebook, by number.</summary>
    public static string Folder => Path.Combine(Clone.Root, "tests", "Notebooks.Tests", "WrongAnswers");

    /// <summary>The wrong answers to a notebook's exercises, in order.</summary>
    public static IReadOnlyList<WrongAnswer> Of(string notebook)
    {
        var folder = Path.Combine(Folder, notebook[..2]);
        return Directory.Exists(folder)
            ?
            [
                .. Directory
                    .GetFiles(folder, "*.csx")
                    .Order(StringComparer.Ordinal)
                    .Select(file => new WrongAnswer(Path.GetFileName(file).Split('.')[0], file)),
            ]
            : [];
    }

    /// <summary>The cells of a notebook that check an exercise.</summary>
    public static IEnumerable<NotebookCell> ChecksOf(NotebookDocument document) =>
        document.Cells.Where(cell => cell.Kind == CellKind.Code && cell.Tags.Contains("check"));

    /// <summary>The answer and the check after it, as two cells that end no run.</summary>
    public IEnumerable<NotebookCell> Cells(NotebookDocument document)
    {
        var check = ChecksOf(document).Single(cell => cell.Id == Check);
        var name = Path.GetFileNameWithoutExtension(File).Replace('.', '-');
        yield return Cell(check, $"wrong-{name}", System.IO.File.ReadAllText(File));
        yield return Cell(check, $"judged-{name}", check.Source);
    }

    /// <summary>Why the check does not do what it should, or null when it rejects the answer.</summary>
    /// <param name="run">The run.</param>
    /// <param name="executed">The executed notebook.</param>
    /// <param name="number">The place of the answer's cell, from 1; the check's follows it.</param>
    public static string? Fault(NotebookRun run, NotebookDocument executed, int number)
    {
        var failure = run.Allowed.Append(run.Failure).FirstOrDefault(failure => failure?.Cell == number || failure?.Cell == number + 1);
        if (failure is not null)
        {
            var where = failure.Cell == number ? "the answer" : "the check";
            return $"{where} ends with an error, line {failure.Line}: {failure.Message}";
        }

        List<JsonObject> outcomes =
        [
            .. executed
                .Cells[number]
                .Outputs.Select(output => output?["data"]?[NotebookRunner.CheckType] as JsonObject)
                .OfType<JsonObject>(),
        ];
        return outcomes.Count == 0 ? "the check shows nothing"
            : outcomes.All(outcome => (bool?)outcome["ok"] == true) ? "the check accepts it"
            : null;
    }

    private static NotebookCell Cell(NotebookCell check, string id, string source)
    {
        var cell = NotebookCell.Create(CellKind.Code, source, id, "check", "raises-exception");
        if (check.Metadata["polyglot_notebook"] is { } kernel)
        {
            cell.Metadata["polyglot_notebook"] = kernel.DeepClone();
        }

        return cell;
    }
}
