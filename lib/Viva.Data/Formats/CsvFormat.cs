namespace Viva.Data.Formats;

/// <summary>How a CSV file is written, where it differs from RFC 4180 with a header line.</summary>
public sealed record CsvFormat
{
    /// <summary>The character between two fields.</summary>
    public char Separator { get; init; } = ',';

    /// <summary>The column names of a file without a header line; null when the first record holds them.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>The field that stands for a missing value, besides the empty field; null when there is none.</summary>
    public string? Missing { get; init; }

    /// <summary>Whether spaces around a field are dropped (RFC 4180 keeps them).</summary>
    public bool Trim { get; init; }

    /// <summary>A line that starts with this character is skipped; null when the file has no such lines.</summary>
    public char? Comment { get; init; }
}
