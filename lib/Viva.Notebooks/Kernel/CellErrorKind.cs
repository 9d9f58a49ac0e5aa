namespace Viva.Notebooks.Kernel;

/// <summary>How a cell failed.</summary>
public enum CellErrorKind
{
    /// <summary>It does not compile.</summary>
    Compilation,

    /// <summary>It threw an exception.</summary>
    Exception,

    /// <summary>It was interrupted.</summary>
    Interrupted,
}
