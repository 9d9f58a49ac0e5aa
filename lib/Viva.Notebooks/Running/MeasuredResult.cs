namespace Viva.Notebooks.Running;

/// <summary>A result that a notebook measured and reported, with its bar if it has one.</summary>
/// <param name="Name">What was measured; a name that comes again has its ordinal added, such as <c>fold accuracy (2)</c>.</param>
/// <param name="Value">The measured value; NaN when it was not finite.</param>
/// <param name="AtLeast">The lower bar, or null.</param>
/// <param name="AtMost">The upper bar, or null.</param>
/// <param name="Met">Whether the bar is met; true without a bar.</param>
/// <param name="Quick">Whether the bar is the one for quick mode, which is enforced there on whatever data.</param>
public sealed record MeasuredResult(string Name, double Value, double? AtLeast, double? AtMost, bool Met, bool Quick = false)
{
    /// <summary>Whether there is a bar.</summary>
    public bool HasBar => (AtLeast ?? AtMost) is not null;
}
