using AngleSharp.Html.Parser;
using Viva.Data;
using Viva.Display;
using Viva.Display.Charts;

namespace Viva.Tests.Data;

/// <summary>The pages of the gallery.</summary>
public sealed class DataPagesTests : IDisposable
{
    private readonly DataFolder _folder = new();

    private string Pages => Path.Combine(_folder.Root, "pages");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_page_says_what_the_set_is_whom_to_cite_where_it_came_from_and_shows_a_sample()
    {
        DataFolder.Put(_folder.Cache, DataFolder.NumbersServed);
        var path = Shelf().Show(DataFolder.SetName, Pages);
        Assert.Equal(Path.Combine(Pages, "tiny.html"), path);
        var page = Read(path);
        Assert.Equal("Tiny numbers", page.QuerySelector("h1")!.TextContent);
        Assert.Equal("real", page.QuerySelector(".tag")!.TextContent);
        var facts = page.QuerySelectorAll("dt")
            .Zip(page.QuerySelectorAll("dd"), (label, value) => $"{label.TextContent}: {value.TextContent}")
            .ToList();
        Assert.Contains("Contents: 1 row", facts);
        Assert.Contains("Licence: CC0", facts);
        Assert.Contains("Citation: nobody", facts);
        Assert.Contains("Published at: source.invalid", facts);
        Assert.Contains("In a notebook: var data = Datasets.Tiny();", facts);
        Assert.Contains("<one>", page.QuerySelector(".sample table")!.TextContent);
    }

    [Fact]
    public void What_the_library_makes_is_marked_as_such_and_its_words_are_not_taken_for_HTML()
    {
        var page = Read(Shelf().Show("made", Pages));
        Assert.Equal("Made & <typed>", page.QuerySelector("h1")!.TextContent);
        Assert.Equal("built-in", page.QuerySelector(".tag")!.TextContent);
        Assert.Equal("Numbers <made> here.", page.QuerySelector(".lead")!.TextContent);
        Assert.Null(page.QuerySelector(".warn"));
    }

    [Fact]
    public void A_substitute_is_not_passed_off_as_the_real_thing_and_its_line_is_not_shown_twice()
    {
        var entry = new DatasetEntry(
            DataFolder.SetName,
            "Tiny",
            "A few numbers.",
            () =>
            {
                Show.Value(
                    new DataLine(
                        DataFolder.SetName,
                        "Tiny numbers",
                        DataOrigin.BuiltIn,
                        "1 row",
                        "Others stand in for it because <nothing> was to be had"
                    )
                    {
                        Substitute = true,
                    }
                );
                return new DataShelfTests.Fake(DataFolder.SetName, DataOrigin.BuiltIn);
            }
        );
        var page = Read(
            new DataShelf(_folder.Settings with { Offline = true }, DataShelfTests.Two(), [entry]).Show(DataFolder.SetName, Pages)
        );
        Assert.Equal("built-in", page.QuerySelector(".tag")!.TextContent);
        Assert.Equal(
            "This is not the published data. Others stand in for it because <nothing> was to be had",
            page.QuerySelector(".warn")!.TextContent
        );
    }

    [Fact]
    public void The_page_of_all_links_what_has_a_page_and_names_the_rest()
    {
        DataFolder.Put(_folder.Cache, DataFolder.NumbersServed);
        var reports = Shelf().ShowAll(Pages);
        Assert.Equal(["tiny", "made"], reports.Select(report => report.Name));
        var index = Read(Path.Combine(Pages, "index.html"));
        Assert.Equal(["tiny.html", "made.html"], index.QuerySelectorAll(".cards a").Select(link => link.GetAttribute("href")));
        Assert.Equal(
            ["Tiny numbers", "Other numbers", "Made & <typed>"],
            index.QuerySelectorAll(".cards h3").Select(title => title.TextContent)
        );
        Assert.All(index.QuerySelectorAll("a"), link => Assert.True(File.Exists(Path.Combine(Pages, link.GetAttribute("href")!))));
    }

    [Fact]
    public void A_set_that_is_here_but_cannot_be_read_fails_and_the_others_are_still_shown()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Cache, "other"));
        File.WriteAllBytes(Path.Combine(_folder.Cache, "other", "second.gz"), [1]);
        var reports = Shelf().ShowAll(Pages);
        Assert.Equal([("other", false), ("made", true)], reports.Select(report => (report.Name, report.Good)));
        Assert.Contains("viva data verify other", reports[0].NextStep);
    }

    [Fact]
    public void No_page_needs_a_network_a_chart_on_it_included()
    {
        var chart = new DatasetEntry("made", "Made", "A line.", () => new Charted(), "A line");
        var shelf = new DataShelf(_folder.Settings, DataShelfTests.Two(), [chart]);
        var html = File.ReadAllText(shelf.Show("made", Pages));
        var page = Read(Path.Combine(Pages, "made.html"));
        Assert.NotNull(page.QuerySelector("figure.viva svg"));
        Assert.NotNull(page.QuerySelector("script[type$='plotly+gzip']"));
        Assert.DoesNotContain("cdn.", html);
        Assert.Empty(page.QuerySelectorAll("link, script[src], img[src^=http]"));
        Assert.Contains("prefers-color-scheme:dark", html);
        Assert.NotNull(page.QuerySelector("meta[name=viewport]"));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_named()
    {
        File.WriteAllText(Pages, "");
        var error = Assert.Throws<DataException>(() => Shelf().Show("made", Path.Combine(Pages, "deeper")));
        Assert.True(DataShelf.IsFolderFault(error));
        Assert.Contains(Path.Combine(Pages, "deeper"), error.Message);
    }

    private DataShelf Shelf() =>
        new(_folder.Settings with { Offline = true }, DataShelfTests.Two("http://source.invalid/"), DataShelfTests.Known);

    private static AngleSharp.Html.Dom.IHtmlDocument Read(string path) => new HtmlParser().ParseDocument(File.ReadAllText(path));

    private sealed record Charted : IDataset
    {
        public string Name => "made";

        public DataOrigin Origin => DataOrigin.BuiltIn;

        public object Sample() => Plot.Lines([new Series("line", [1, 2, 3], [1, 4, 9])], "squares");
    }
}
