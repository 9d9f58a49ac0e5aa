namespace Viva.Notebooks.Export;

/// <summary>How an export looks.</summary>
public sealed record ExportOptions
{
    /// <summary>How solutions are shown.</summary>
    public SolutionStyle Solutions { get; init; } = SolutionStyle.Folded;

    /// <summary>Whether each page holds all that it needs, so that it can be sent as one file.</summary>
    public bool SingleFile { get; init; }

    /// <summary>Whether each page gets slides made from the same cells.</summary>
    public bool Slides { get; init; }

    /// <summary>
    /// Whether the notebooks' own HTML is left as it is. Only for notebooks whose authors you trust as you would the author of a program.
    /// </summary>
    public bool Trust { get; init; }

    /// <summary>plotly.js, for the figures; empty when there are none.</summary>
    public byte[] Plotly { get; init; } = [];

    /// <summary>A folder that keeps coloured code from one export to the next.</summary>
    public required string Cache { get; init; }
}
