using Viva.Data.Settings;

namespace Viva.Data.Tests.Settings;

/// <summary>What VIVA_CACHE and VIVA_MIRROR may name, and from where a relative folder counts.</summary>
public sealed class PlaceSettingTests
{
    private static readonly string Here = Directory.GetCurrentDirectory();
    private static readonly string Home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    private static (string? Folder, Uri? Address) Read(string text) => PlaceSetting.FolderOrAddress("VIVA_MIRROR", text);

    [Fact]
    public void A_relative_folder_counts_from_the_folder_of_the_process()
    {
        Assert.Equal((Path.Combine(Here, "data", "stick"), null), Read("data/stick"));
        Assert.Equal((Path.GetDirectoryName(Here), null), Read(".."));
        Assert.Equal(Path.Combine(Here, "a"), PlaceSetting.Folder("VIVA_CACHE", "./a/"));
    }

    [Fact]
    public void The_root_is_the_nearest_folder_upwards_that_holds_the_project()
    {
        using var folder = new DataFolder();
        var inner = Path.Combine(folder.Root, "clone", "notebooks");
        Directory.CreateDirectory(inner);
        Assert.Equal(inner, PlaceSetting.ProjectRoot(inner));
        File.WriteAllText(Path.Combine(folder.Root, "clone", "Viva.slnx"), "");
        Assert.Equal(Path.Combine(folder.Root, "clone"), PlaceSetting.ProjectRoot(inner));
    }

    [Fact]
    public void A_tilde_is_the_home()
    {
        Assert.Equal((Home, null), Read("~"));
        Assert.Equal((Path.Combine(Home, "viva"), null), Read("~/viva/"));
        Assert.Equal((Path.Combine(Here, "~other"), null), Read("~other"));
    }

    [Theory]
    [InlineData("file:///media/my%20stick", "/media/my stick")]
    [InlineData("file:///media/stick/", "/media/stick")]
    [InlineData("FILE:///media/stick", "/media/stick")]
    [InlineData("/media/stick/", "/media/stick")]
    [InlineData("/media/a:b", "/media/a:b")]
    [InlineData("/media/http://x", "/media/http:/x")]
    public void A_file_address_and_a_folder_are_one_folder_without_a_slash_at_its_end(string text, string folder)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "paths are written otherwise there");
        Assert.Equal((folder, null), Read(text));
        Assert.Equal(folder, PlaceSetting.Folder("VIVA_CACHE", text));
    }

    [Theory]
    [InlineData("http://localhost:8000", "http://localhost:8000/")]
    [InlineData("HTTPS://room.example/viva/", "https://room.example/viva/")]
    public void An_address_ends_in_a_slash_and_is_no_cache(string text, string address)
    {
        Assert.Equal((null, new Uri(address)), Read(text));
        Assert.Contains(
            "VIVA_CACHE",
            Assert.Throws<SettingException>(() => PlaceSetting.Folder("VIVA_CACHE", text)).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("localhost:8000")]
    [InlineData("192.168.0.7:8000/viva")]
    [InlineData("http:/localhost")]
    [InlineData("file:stick")]
    [InlineData("file://room/stick")]
    [InlineData("http://")]
    [InlineData("http:localhost")]
    [InlineData("ftp://room/viva")]
    [InlineData("data:text/plain,x")]
    public void What_looks_like_an_address_and_is_none_of_these_is_no_folder(string text)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a file address may name another machine there");
        var error = Assert.Throws<SettingException>(() => Read(text));
        Assert.Contains(
            $"VIVA_MIRROR is \"{text}\"; allowed is a folder, or an http, https or file address such as http://localhost:8000/",
            error.Message,
            StringComparison.Ordinal
        );
    }
}
