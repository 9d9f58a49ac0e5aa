using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Viva.Notebooks.Documents;

/// <summary>Names for cells: what nbformat allows, and a readable one for a cell that has none.</summary>
internal static partial class CellIds
{
    public static bool IsValid(string id) => Allowed().IsMatch(id);

    /// <summary>
    /// A name made of the first words of a cell's text, so that reading a file twice, or adding a cell
    /// to it, gives the other cells the same names again.
    /// </summary>
    public static string FromText(string source, ISet<string> taken)
    {
        var firstLine = source.Split('\n').FirstOrDefault(line => Word().IsMatch(line)) ?? "";
        var name = string.Join('-', Word().Matches(firstLine).Take(5).Select(word => word.Value.ToLowerInvariant()));
        if (name.Length > 40)
        {
            name = name[..40].TrimEnd('-');
        }

        if (name.Length == 0 || !char.IsAsciiLetter(name[0]))
        {
            name = name.Length == 0 ? "cell" : "cell-" + name;
        }

        var id = name;
        for (var i = 2; !taken.Add(id); i++)
        {
            id = $"{name}-{i}";
        }

        return id;
    }

    /// <summary>Gives a name to every cell that lacks one.</summary>
    public static void Fill(IReadOnlyList<NotebookCell> cells)
    {
        var taken = new HashSet<string>(cells.Select(cell => NotebookJson.StringOf(cell.Json["id"])).OfType<string>());
        foreach (var cell in cells)
        {
            if (cell.Json["id"] is null)
            {
                cell.Json["id"] = JsonValue.Create(FromText(cell.Source, taken));
            }
        }
    }

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,64}\\z")]
    private static partial Regex Allowed();

    [GeneratedRegex("[a-zA-Z0-9]+")]
    private static partial Regex Word();
}
