namespace Viva.Notebooks.Kernel;

/// <summary>How a cell ended.</summary>
/// <param name="Elapsed">The time it took, compilation included.</param>
/// <param name="Error">The error that ended it, or null.</param>
public sealed record CellResult(TimeSpan Elapsed, CellError? Error)
{
    /// <summary>True when the cell ran to its end.</summary>
    public bool Ok => Error is null;
}
