namespace Viva.Data;

/// <summary>Where the numbers of a data set come from.</summary>
public enum DataOrigin
{
    /// <summary>The published data set, checked against the catalogue.</summary>
    Real,

    /// <summary>Made by this library from a seed.</summary>
    BuiltIn,
}
