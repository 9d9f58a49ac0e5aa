namespace Viva.Data.Catalog;

/// <summary>What was asked for cannot be done: no data set has the name, none was named, or the folder may not be used.</summary>
public sealed class DatasetRequestException(string message) : ArgumentException(message);
