namespace Viva.Cli.Export;

/// <summary>What <c>viva export</c> writes.</summary>
internal enum ExportFormat
{
    /// <summary>Web pages.</summary>
    Html,

    /// <summary>File-based apps: a C# file each, for <c>dotnet run</c>.</summary>
    Cs,
}
