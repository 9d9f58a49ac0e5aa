namespace Viva.Notebooks.Export;

/// <summary>How an export treats the solutions of exercises.</summary>
public enum SolutionStyle
{
    /// <summary>They are shown folded.</summary>
    Folded,

    /// <summary>They are shown open.</summary>
    Shown,

    /// <summary>They are left out: the edition for a workshop.</summary>
    None,
}
