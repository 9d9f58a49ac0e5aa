namespace Viva.Notebooks.Export.Pages;

/// <summary>The page of one notebook, and what the site takes from it for the search, the cards and the quiz.</summary>
/// <param name="Name">The notebook's name, and so the page's.</param>
/// <param name="Number">The question's number, when it is one of ours.</param>
/// <param name="Title">The title of the notebook.</param>
internal sealed record NotebookPage(string Name, int? Number, string Title)
{
    /// <summary>The page's file.</summary>
    public string FileName => Name + ".html";

    /// <summary>The file of the slides.</summary>
    public string SlidesFileName => Name + ".slides.html";

    /// <summary>The body: everything between the page's bars.</summary>
    public string Main { get; init; } = "";

    /// <summary>The slides; none when they were not asked for.</summary>
    public IReadOnlyList<Slide> Slides { get; init; } = [];

    /// <summary>The headings of the page, in order.</summary>
    public IReadOnlyList<PageHeading> Headings { get; init; } = [];

    /// <summary>Sections with their words, for the search.</summary>
    public IReadOnlyList<SearchEntry> Sections { get; init; } = [];

    /// <summary>The question as an interviewer asks it.</summary>
    public string Question { get; init; } = "";

    /// <summary>Minutes to read.</summary>
    public int? ReadMinutes { get; init; }

    /// <summary>What the reader will be able to do.</summary>
    public string Goal { get; init; } = "";

    /// <summary>The short answer as HTML, for the flash card.</summary>
    public string ShortAnswer { get; init; } = "";

    /// <summary>Questions and answers of "Check yourself" as HTML, for the quiz.</summary>
    public IReadOnlyList<(string Question, string Answer)> Quiz { get; init; } = [];

    /// <summary>Whether the page has charts.</summary>
    public bool HasCharts { get; init; }
}

/// <summary>A section that the search finds.</summary>
internal sealed record SearchEntry(string Page, string Title, string Url, string Text);
