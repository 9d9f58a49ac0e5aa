namespace Viva.Benchmarks;

/// <summary>One measured figure and the bar it must reach, if there is one.</summary>
internal sealed record Row(string Measure, double Value, string Unit, double? AtMost = null, double? AtLeast = null)
{
    public bool Met => !(Value > AtMost) && !(Value < AtLeast);
}
