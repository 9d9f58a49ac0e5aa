namespace Viva.Notebooks.Export.Formulas;

/// <summary>A formula that cannot be typeset. The column counts from 1 in the formula's own text.</summary>
public sealed class TexException(int column, string problem) : Exception($"column {column}: {problem}")
{
    /// <summary>Where, counted from 1.</summary>
    public int Column => column;

    /// <summary>What is wrong there.</summary>
    public string Problem => problem;
}
