namespace Viva.Notebooks.Running;

/// <summary>A result that a notebook measured and reported, with its bar if it has one.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">What came out; not a number when the notebook measured none.</param>
/// <param name="AtLeast">The lower bar, or null.</param>
/// <param name="AtMost">The upper bar, or null.</param>
/// <param name="Met">Whether the bar is met; true without a bar.</param>
public sealed record MeasuredResult(string Name, double Value, double? AtLeast, double? AtMost, bool Met);
