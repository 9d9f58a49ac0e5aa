namespace Viva.Notebooks.Export;

/// <summary>What becomes of the solutions of exercises.</summary>
public enum SolutionStyle
{
    /// <summary>They stand there folded.</summary>
    Folded,

    /// <summary>They stand there open.</summary>
    Shown,

    /// <summary>They are left out: the edition for a workshop.</summary>
    None,
}
