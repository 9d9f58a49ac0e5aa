namespace Viva.Notebooks.Kernel;

/// <summary>Why a cell failed.</summary>
/// <param name="Kind">How the cell failed.</param>
/// <param name="Type">The exception's type, or the compiler's error code.</param>
/// <param name="Message">What happened.</param>
/// <param name="Line">The line of the cell, from 1; 0 when it is not known.</param>
/// <param name="Trace">The lines to show, message first.</param>
public sealed record CellError(CellErrorKind Kind, string Type, string Message, int Line, IReadOnlyList<string> Trace);
