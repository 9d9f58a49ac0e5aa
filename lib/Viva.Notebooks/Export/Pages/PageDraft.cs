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

    /// <summary>A Markdown cell's headings, in order.</summary>
    public IReadOnlyList<PageHeading> Headings { get; init; } = [];

    /// <summary>The cell's first heading, or null.</summary>
    public PageHeading? Heading => Headings.Count > 0 ? Headings[0] : null;

    /// <summary>The badge of the first heading as HTML: the state of what its section claims. Empty where there is none.</summary>
    public string Badge { get; init; } = "";

    /// <summary>A code cell's outputs as HTML.</summary>
    public string Outputs { get; init; } = "";

    /// <summary>A code cell's code as HTML.</summary>
    public string Code { get; init; } = "";

    /// <summary>Whether the cell begins a section that the page folds.</summary>
    public bool IsDeeper =>
        Source.Tags.Contains("deeper")
        && Heading is { Level: 2 or 3 } heading
        && Words.StartsWith(heading.Level == 2 ? "<h2 id=" : "<h3 id=", StringComparison.Ordinal);

    /// <summary>Whether the cell is the solution of an exercise.</summary>
    public bool IsSolution => Source.Tags.Contains("solution");
}
