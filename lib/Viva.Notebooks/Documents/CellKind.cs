namespace Viva.Notebooks.Documents;

/// <summary>The three kinds of cell that nbformat 4 knows.</summary>
public enum CellKind
{
    /// <summary>Source to execute.</summary>
    Code,

    /// <summary>Text to read.</summary>
    Markdown,

    /// <summary>Text that no kernel executes and no page renders.</summary>
    Raw,
}
