using System.Text.RegularExpressions;
using Viva.Notebooks.Documents;

namespace Viva.Cli;

/// <summary>
/// Which data sets notebooks load, read from the calls in their code: <c>Mnist</c> for <c>Datasets.Mnist()</c>,
/// <c>Bert("mini")</c> where a name is given.
/// </summary>
internal static partial class DataCalls
{
    /// <summary>The numbers of the notebooks by the method that they call.</summary>
    public static ILookup<string, int> ByMethod(Repository repository) =>
        NotebookSelection
            .Numbered(repository)
            .SelectMany(notebook => MethodsOf(notebook.Value).Select(method => (Method: method, Number: notebook.Key)))
            .ToLookup(use => use.Method, use => use.Number);

    /// <summary>The methods of <c>Datasets</c> that a notebook calls; none for a file that is no notebook.</summary>
    public static IReadOnlyList<string> MethodsOf(string path)
    {
        try
        {
            var code = NotebookDocument.Read(path).Cells.Where(cell => cell.Kind == CellKind.Code);
            return
            [
                .. code.SelectMany(cell => Call().Matches(cell.Source))
                    .Select(match => match.Groups[2].Success ? $"{match.Groups[1]}({match.Groups[2]})" : match.Groups[1].Value)
                    .Distinct(),
            ];
        }
        catch (NotebookException)
        {
            return []; // viva check says what is wrong with it
        }
    }

    [GeneratedRegex(@"\bDatasets\.(\w+)\(\s*(?:\w+:\s*)?(""[\w-]*"")?")]
    private static partial Regex Call();
}
