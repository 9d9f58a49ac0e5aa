using Viva.Notebooks.Export.Code;

namespace Viva.Notebooks.Tests.Export.Code;

public sealed class CodeCacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _made;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_made_is_kept_for_the_next_export()
    {
        Assert.Equal(["made 1"], Get("1 + 1"));
        Assert.Equal(["made 1"], Get("1 + 1"));
        Assert.Equal(["made 2"], Get("1 + 2"));
        Assert.Equal(["made 3", "made 3"], Get("1 + 2", "3"));
    }

    [Fact]
    public void A_change_of_what_is_imported_or_referenced_renews_it()
    {
        File.WriteAllText(_folder.File("deep.dib"), "1");
        File.WriteAllText(_folder.File("setup.dib"), "#!import deep.dib");
        File.WriteAllText(_folder.File("some.dll"), "");
        const string cell = "#!import setup.dib\n#r \"some.dll\"";
        Assert.Equal(["made 1"], Get(cell));
        Assert.Equal(["made 1"], Get(cell));
        File.WriteAllText(_folder.File("deep.dib"), "2");
        Assert.Equal(["made 2"], Get(cell));
        File.SetLastWriteTimeUtc(_folder.File("some.dll"), DateTime.UnixEpoch);
        Assert.Equal(["made 3"], Get(cell));
        File.Delete(_folder.File("setup.dib"));
        Assert.Equal(["made 4"], Get(cell));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("{\"Key\":null,\"Cells\":null}")]
    [InlineData("[1]")]
    public void A_damaged_file_is_made_anew(string content)
    {
        Get("1");
        File.WriteAllText(Path.Combine(_folder.Path, "cache", "nb.json"), content);
        Assert.Equal(["made 2"], Get("1"));
        Assert.Equal(["made 2"], Get("1"));
    }

    [Fact]
    public void Where_nothing_can_be_written_nothing_is_kept()
    {
        File.WriteAllText(_folder.File("cache"), "a file where the folder should be");
        Assert.Equal(["made 1"], Get("1"));
        Assert.Equal(["made 2"], Get("1"));
    }

    private IReadOnlyList<string> Get(params string[] cells) =>
        new CodeCache(_folder.File("cache")).Get(
            "nb",
            _folder.Path,
            cells,
            () =>
            {
                _made++;
                return [.. cells.Select(_ => FormattableString.Invariant($"made {_made}"))];
            }
        );
}
