namespace Viva.Data.Inventory;

/// <summary>Where a data set is.</summary>
public enum DatasetPlace
{
    /// <summary>In the cache of this machine.</summary>
    Cache,

    /// <summary>In the mirror folder, from which it is read in place.</summary>
    Mirror,

    /// <summary>At a mirror's address or at its publishers, from which it can be downloaded.</summary>
    Download,

    /// <summary>Made by the library on demand.</summary>
    BuiltIn,

    /// <summary>Nowhere that can be reached.</summary>
    NotHere,
}
