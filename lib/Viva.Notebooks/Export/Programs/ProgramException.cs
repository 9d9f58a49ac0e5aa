namespace Viva.Notebooks.Export.Programs;

/// <summary>A cell that has no equivalent in a program.</summary>
/// <param name="cell">The cell.</param>
/// <param name="reason">Why, as the rest of a sentence about the cell.</param>
internal sealed class ProgramException(ProgramCell cell, string reason) : Exception(reason)
{
    public ProgramCell Cell { get; } = cell;
}
