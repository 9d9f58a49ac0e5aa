using Viva.Notebooks.Documents;

namespace Viva.Notebooks.Session;

/// <summary>A file that a cell names in <c>#!import</c>.</summary>
internal static class ImportedFile
{
    /// <summary>The code of an imported file, piece by piece, with what errors call each piece. Lines of a .dib are the file's.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="NotebookException">The file is no notebook, though its name says so.</exception>
    public static IEnumerable<(string Code, string Name)> Read(string path)
    {
        string file = Path.GetFileName(path);
        if (Path.GetExtension(path).ToUpperInvariant() is not (".DIB" or ".IPYNB")) return [(File.ReadAllText(path), file)];
        return NotebookDocument.Read(path).Cells
            .Where(cell => cell.Kind == CellKind.Code && cell.KernelName is null or "csharp")
            .Select(cell => cell.FileLine is { } line ? (new string('\n', line - 1) + cell.Source, file) : (cell.Source, $"{file} cell {cell.Id}"));
    }
}
