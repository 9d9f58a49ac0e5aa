using AngleSharp.Html.Parser;
using Viva.Data;
using Viva.Data.Catalog;
using Viva.Data.Download;
using Viva.Data.Inventory;
using Viva.Data.Tests;
using Viva.Display;
using Viva.Display.Charts;
using static TorchSharp.torch;

namespace Viva.Tests.Data;

/// <summary>The pages of the gallery.</summary>
public sealed class DatasetGalleryTests : IDisposable
{
    private readonly DataFolder _folder = new();

    private string Pages => Path.Combine(_folder.Root, "pages");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_page_says_what_the_set_is_whom_to_cite_where_it_came_from_and_shows_a_sample()
    {
        DataFolder.Put(_folder.Cache, DataFolder.NumbersServed);
        var path = Show(DataFolder.SetName);
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
        var page = Read(Show("made"));
        Assert.Equal("Made & <typed>", page.QuerySelector("h1")!.TextContent);
        Assert.Equal("built-in", page.QuerySelector(".tag")!.TextContent);
        Assert.Equal("Numbers <made> here.", page.QuerySelector(".lead")!.TextContent);
        Assert.Null(page.QuerySelector(".warn"));
    }

    [Fact]
    public void A_substitute_is_not_passed_off_as_the_real_thing_and_its_line_is_not_shown_twice()
    {
        var page = Read(
            Show(
                DataFolder.SetName,
                _ =>
                {
                    Viva.Display.Show.Value(
                        new DatasetNotice(
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
                    return new Fake(DataFolder.SetName, DataOrigin.BuiltIn);
                }
            )
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
        Show(DataFolder.SetName);
        Show("made");
        var index = Read(Path.Combine(Pages, "index.html"));
        Assert.Equal(["tiny.html", "made.html"], index.QuerySelectorAll(".cards a").Select(link => link.GetAttribute("href")));
        Assert.Equal(
            ["Tiny numbers", "Other numbers", "Made & <typed>"],
            index.QuerySelectorAll(".cards h3").Select(title => title.TextContent)
        );
        Assert.All(index.QuerySelectorAll("a"), link => Assert.True(File.Exists(Path.Combine(Pages, link.GetAttribute("href")!))));
    }

    [Fact]
    public void No_page_needs_a_network_a_chart_on_it_included()
    {
        var html = File.ReadAllText(Show("made", _ => new Charted()));
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
        var error = Assert.Throws<DataException>(() => Show("made", folder: Path.Combine(Pages, "deeper")));
        Assert.True(DiskFault.IsCauseOf(error));
        Assert.Contains(Path.Combine(Pages, "deeper"), error.Message);
    }

    [Fact]
    public void Every_data_set_that_a_notebook_can_load_is_known_by_name()
    {
        var known = KnownDatasets.Default.All;
        var methods = typeof(Datasets)
            .GetMethods()
            .Where(method => method.IsStatic && method.GetParameters().All(parameter => parameter.IsOptional))
            .Select(method => method.Name);
        Assert.Equal(methods.Distinct().Order(), known.Select(set => set.Method.Split('(')[0]).Distinct().Order());
        Assert.Equal(known.Count, known.Select(set => set.Name).Distinct().Count());
        Assert.All(known, set => Assert.True(set.What.Length > 20 && set.What.EndsWith('.'), set.Name));
        var catalogued = DataCatalog.Default.Sets.Select(set => set.Name).ToHashSet();
        Assert.Empty(catalogued.Except(known.Select(set => set.Name)));
        Assert.All(known, set => Assert.True(set.Title.Length > 0 != catalogued.Contains(set.Name), set.Name));
    }

    [Fact]
    public void Every_known_data_set_loads_under_its_name()
    {
        var nothing = new DataStore(_folder.Settings with { Offline = true }, DataCatalog.Default);
        foreach (var set in KnownDatasets.Default.All)
        {
            try
            {
                using var scope = NewDisposeScope();
                Assert.Equal(set.Name, Datasets.Load(set.Name, nothing).Name);
            }
            catch (DataException exception)
            {
                Assert.Contains("cannot be had", exception.Message, StringComparison.Ordinal); // no substitute stands in for it
            }
        }
    }

    private string Show(string name, Func<string, IDataset>? load = null, string? folder = null)
    {
        var known = new KnownDatasets([
            new(DataFolder.SetName, "Tiny", "A few numbers."),
            new("other", "Second", "A few other numbers."),
            new("made", "Made(\"small\")", "Numbers <made> here.", "Made & <typed>"),
        ]);
        var catalog = new DataCatalog([
            new CatalogSet(DataFolder.SetName, "Tiny numbers", "CC0", "nobody", ["http://source.invalid/"], [DataFolder.File()]),
            new CatalogSet("other", "Other numbers", "MIT", "somebody", [], [DataFolder.File() with { Name = "second.gz" }]),
        ]);
        load ??= wanted => new Fake(wanted, wanted == "made" ? DataOrigin.BuiltIn : DataOrigin.Real);
        var environment = new DataEnvironment(_folder.Settings with { Offline = true }, catalog, known);
        return DatasetGallery.Show(environment, name, folder ?? Pages, load);
    }

    private static AngleSharp.Html.Dom.IHtmlDocument Read(string path) => new HtmlParser().ParseDocument(File.ReadAllText(path));

    private sealed record Charted : IDataset
    {
        public string Name => "made";

        public DataOrigin Origin => DataOrigin.BuiltIn;

        public object Sample() => Plot.Lines([new Series("line", [1, 2, 3], [1, 4, 9])], "squares");
    }

    private sealed record Fake(string Name, DataOrigin Origin) : IDataset
    {
        public object Sample() => new Table("Number", "Word").Add(1, "<one>").WithCaption(ToString());

        public override string ToString() => $"{Name} ({(Origin == DataOrigin.Real ? "real" : "built-in")}): 1 row";
    }
}
