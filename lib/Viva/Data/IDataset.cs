namespace Viva.Data;

/// <summary>What every data set of <see cref="Datasets"/> has in common.</summary>
public interface IDataset
{
    /// <summary>The name in the catalogue, such as <c>mnist</c>.</summary>
    public string Name { get; }

    /// <summary>Whether this is the published data or made here.</summary>
    public DataOrigin Origin { get; }

    /// <summary>
    /// A look at the data: a <see cref="Display.Charts.Figure"/> or a <see cref="Display.Table"/> of a few dozen examples, the same at
    /// every call.
    /// </summary>
    public object Sample();
}
