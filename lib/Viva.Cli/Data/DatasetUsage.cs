using System.Text.RegularExpressions;
using Viva.Data.Catalog;
using Viva.Notebooks.Documents;

namespace Viva.Cli.Data;

/// <summary>Which data sets notebooks load, read from the calls in their code, such as <c>Datasets.Mnist()</c>.</summary>
internal static partial class DatasetUsage
{
    /// <summary>The numbers of the notebooks that load each data set.</summary>
    public static ILookup<KnownDataset, int> Of(Repository repository) =>
        NotebookSelection
            .Numbered(repository)
            .SelectMany(notebook => DatasetsOf(notebook.Value).Select(dataset => (Dataset: dataset, Number: notebook.Key)))
            .ToLookup(use => use.Dataset, use => use.Number);

    /// <summary>The data sets that a notebook loads, each once; none for a file that is not a notebook.</summary>
    public static IReadOnlyList<KnownDataset> DatasetsOf(string path)
    {
        try
        {
            var code = NotebookDocument.Read(path).Cells.Where(cell => cell.Kind == CellKind.Code);
            return [.. code.SelectMany(cell => Call().Matches(cell.Source)).Select(Dataset).OfType<KnownDataset>().Distinct()];
        }
        catch (NotebookException)
        {
            return []; // viva check says what is wrong with it
        }
    }

    // A call with an argument that is no set's own, such as Bert("tiny"), is the plain one.
    private static KnownDataset? Dataset(Match call)
    {
        var (method, argument) = (call.Groups[1].Value, call.Groups[2].Value);
        var known = KnownDatasets.Default.All;
        return known.FirstOrDefault(dataset => dataset.Method == $"{method}({argument})")
            ?? known.FirstOrDefault(dataset => dataset.Method == method);
    }

    [GeneratedRegex(@"\bDatasets\.(\w+)\(\s*(?:\w+:\s*)?(""[\w-]*"")?")]
    private static partial Regex Call();
}
