namespace Viva.Cli.Run;

/// <summary>A notebook to run: its number, 0 when its name has none, its name and its file.</summary>
internal sealed record RunTarget(int Number, string Name, string File)
{
    public static RunTarget Of(string file) => new(NotebookSelection.NumberOf(file) ?? 0, Path.GetFileNameWithoutExtension(file), file);
}
