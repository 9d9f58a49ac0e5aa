namespace Viva.Notebooks.Export;

/// <summary>A notebook to export: the executed file, and the folder from which it was run.</summary>
/// <param name="Path">The executed notebook.</param>
/// <param name="SourceFolder">The folder of the notebook itself, against which it imports.</param>
public sealed record ExportSource(string Path, string SourceFolder);
