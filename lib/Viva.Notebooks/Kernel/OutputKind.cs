namespace Viva.Notebooks.Kernel;

/// <summary>What an output of a cell is.</summary>
public enum OutputKind
{
    /// <summary>Text written to stdout or stderr.</summary>
    Stream,

    /// <summary>A value shown while the cell runs.</summary>
    Display,

    /// <summary>The new content of a display shown before.</summary>
    Update,

    /// <summary>The value of the cell's trailing expression.</summary>
    Result,

    /// <summary>The error that ended the cell.</summary>
    Error,
}
