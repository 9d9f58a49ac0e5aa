namespace Viva.Data.Inventory;

/// <summary>What came of a data set when something was done with it.</summary>
/// <param name="Name">The data set's name.</param>
/// <param name="Good">Whether it went as it should.</param>
/// <param name="Finding">What was done or found.</param>
/// <param name="NextStep">What the reader can do about it; empty when there is nothing to do.</param>
public sealed record DatasetOutcome(string Name, bool Good, string Finding, string NextStep = "");
