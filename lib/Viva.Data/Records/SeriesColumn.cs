namespace Viva.Data.Records;

/// <summary>One measured quantity of a time series.</summary>
/// <param name="Name">What it is, with its unit where there is one.</param>
/// <param name="Values">A value for each row.</param>
public sealed record SeriesColumn(string Name, double[] Values);
