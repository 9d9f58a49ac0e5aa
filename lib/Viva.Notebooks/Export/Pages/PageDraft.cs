using Viva.Notebooks.Documents;

namespace Viva.Notebooks.Export.Pages;

/// <summary>A notebook with everything rendered but its code.</summary>
/// <param name="Page">The page, still without a body.</param>
/// <param name="Cells">What its cells show, in order.</param>
internal sealed record PageDraft(NotebookPage Page, IReadOnlyList<PageCell> Cells);

/// <summary>What a cell shows.</summary>
/// <param name="Source">The cell.</param>
internal sealed record PageCell(NotebookCell Source)
{
    /// <summary>A Markdown cell's HTML.</summary>
    public string Words { get; init; } = "";

    /// <summary>
    /// What a slide shows of a Markdown cell: the first sentence of each paragraph. Empty unless slides are asked for.
    /// </summary>
    public string Gist { get; init; } = "";

    /// <summary>The level and the HTML of the cell's first heading, or null.</summary>
    public PageHeading? Heading { get; init; }

    /// <summary>A code cell's outputs as HTML.</summary>
    public string Outputs { get; init; } = "";

    /// <summary>A code cell's code as HTML.</summary>
    public string Code { get; init; } = "";

    /// <summary>Whether the cell is the solution of an exercise.</summary>
    public bool IsSolution => Source.Tags.Contains("solution");
}
