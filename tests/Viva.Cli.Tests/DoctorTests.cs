using System.Net;
using System.Net.Sockets;

namespace Viva.Cli.Tests;

public class DoctorTests
{
    private const string Catalogue = """
        {"sets": [{"name": "mnist", "sources": ["SOURCE"], "files": [{"name": "a.gz"}, {"name": "b.gz"}]}]}
        """;

    [Fact]
    public async Task Data_is_found_in_the_cache_then_the_mirror_then_the_network()
    {
        using var clone = WithCatalogue("http://127.0.0.1:9/");
        string cache = clone.At("cache"), mirror = clone.At("mirror");

        Assert.Equal((Health.Note, "mnist cannot be had here, built-in data takes its place where there is some"), await LookAsync(clone, cache, mirror: null));
        Touch(mirror, "a.gz");
        Assert.Equal(Health.Note, (await LookAsync(clone, cache, mirror)).State);
        Touch(mirror, "b.gz");
        Assert.Equal((Health.Ok, $"mnist is in the mirror {mirror}"), await LookAsync(clone, cache, mirror));
        Touch(cache, "a.gz", "b.gz");
        Assert.Equal((Health.Ok, $"mnist is in the cache {cache}"), await LookAsync(clone, cache, mirror));
    }

    [Fact]
    public async Task Data_in_another_form_or_in_a_shared_folder_is_found()
    {
        using var clone = WithCatalogue("");
        File.WriteAllText(clone.At("data", "catalog.json"), """
            {"sets": [{"name": "words", "folder": "mnist", "sources": [], "files": [{"name": "words.txt"}],
              "alternatives": [{"sources": ["http://127.0.0.1:9/"], "files": [{"name": "words.zip", "remoteName": "17"}]}]}]}
            """);
        string cache = clone.At("cache");

        Assert.Equal(Health.Note, (await LookAsync(clone, cache, mirror: null)).State);
        Touch(cache, "words.zip");
        Assert.Equal((Health.Ok, $"words is in the cache {cache}"), await LookAsync(clone, cache, mirror: null, offline: true));
    }

    [Fact]
    public async Task A_server_that_answers_counts_and_one_that_does_not_find_the_file_does_not()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        string address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/";
        using var clone = WithCatalogue(address);
        using var stop = new CancellationTokenSource();
        string status = "200 OK";
        var serving = ServeAsync(listener, () => status, stop.Token);

        Assert.Equal((Health.Ok, "mnist can be downloaded from 127.0.0.1"), await LookAsync(clone, clone.At("cache"), mirror: null));
        status = "404 Not Found";
        Assert.Equal(Health.Note, (await LookAsync(clone, clone.At("cache"), mirror: null)).State);
        Assert.Equal(Health.Note, (await LookAsync(clone, clone.At("cache"), mirror: null, offline: true)).State);

        await stop.CancelAsync();
        await serving;
    }

    [Fact]
    public async Task A_mirror_that_is_not_there_fails()
    {
        using var clone = WithCatalogue("http://127.0.0.1:9/");

        var verdicts = await DataExamination.RunAsync(new Repository(clone.Root), name => name == "VIVA_MIRROR" ? "/no/such/folder" : name == "VIVA_OFFLINE" ? "1" : null, TestContext.Current.CancellationToken);

        Assert.Equal(Health.Fail, verdicts[0].State);
        Assert.Contains("/no/such/folder", verdicts[0].Finding, StringComparison.Ordinal);
        Assert.Contains("VIVA_MIRROR", verdicts[0].NextStep, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[]")]
    public async Task A_damaged_catalogue_fails_with_what_to_do(string text)
    {
        using var clone = WithCatalogue("");
        File.WriteAllText(clone.At("data", "catalog.json"), text);

        var verdict = Assert.Single(await DataExamination.RunAsync(new Repository(clone.Root), _ => null, TestContext.Current.CancellationToken));

        Assert.Equal(Health.Fail, verdict.State);
        Assert.Contains("git checkout", verdict.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_machine_that_runs_the_tests_has_an_SDK()
    {
        using var clone = new Clone();

        var verdict = Assert.Single(await MachineExamination.SdkAsync(new Repository(clone.Root), TestContext.Current.CancellationToken));

        Assert.Equal(Health.Ok, verdict.State);
        Assert.Matches(@"^\.NET \d+\.", verdict.Finding);
    }

    [Fact]
    public async Task An_SDK_that_global_json_does_not_accept_fails()
    {
        using var clone = new Clone();
        File.WriteAllText(clone.At("global.json"), """{"sdk": {"version": "99.0.100", "rollForward": "disable"}}""");

        var verdict = Assert.Single(await MachineExamination.SdkAsync(new Repository(clone.Root), TestContext.Current.CancellationToken));

        Assert.Equal(Health.Fail, verdict.State);
        Assert.NotNull(verdict.NextStep);
    }

    [Fact]
    public void Little_memory_fails()
    {
        Assert.Equal(Health.Ok, MachineExamination.Memory(8).State);
        Assert.Equal("2.5 GB available, a notebook may need 3 GB", MachineExamination.Memory(2.5).Finding);
        Assert.Equal(Health.Fail, MachineExamination.Memory(2.5).State);
    }

    [Fact]
    public async Task A_clone_without_its_library_fails_with_what_to_do()
    {
        using var clone = new Clone();

        var verdicts = await LibraryExamination.RunAsync(new Repository(clone.Root), TestContext.Current.CancellationToken);

        var verdict = Assert.Single(verdicts);
        Assert.Equal((Health.Fail, "Library"), (verdict.State, verdict.Subject));
        Assert.Contains("setup.dib", verdict.Finding, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(clone.At("artifacts")));
    }

    [Theory]
    [InlineData("262144f", true, "multiplies two matrices")]
    [InlineData("1f", false, "multiply to 1, not to 262144")]
    [InlineData("throw new DllNotFoundException(\"LibTorchSharp\")", false, "LibTorchSharp")]
    [InlineData("((Func<float>)(() => { Environment.FailFast(\"crash\"); return 0; }))()", false, "ended by signal")]
    public async Task A_library_that_computes_wrongly_or_crashes_is_reported(string item, bool good, string finding)
    {
        using var clone = new Clone();
        File.WriteAllText(clone.At("notebooks", "setup.dib"), $$"""
            #!csharp
            using System;
            class Library
            {
                public Library ones(int rows, int columns) => this;
                public Library matmul(Library other) => this;
                public Library sum() => this;
                public float item<T>() => {{item}};
            }
            var torch = new Library();
            """);

        var verdicts = await LibraryExamination.RunAsync(new Repository(clone.Root), TestContext.Current.CancellationToken);

        Assert.Equal([("Library", Health.Ok), ("libtorch", good ? Health.Ok : Health.Fail)], verdicts.Select(verdict => (verdict.Subject, verdict.State)));
        Assert.Contains(finding, verdicts[1].Finding, StringComparison.Ordinal);
    }

    private static Clone WithCatalogue(string source)
    {
        var clone = new Clone();
        Directory.CreateDirectory(clone.At("data"));
        File.WriteAllText(clone.At("data", "catalog.json"), Catalogue.Replace("SOURCE", source, StringComparison.Ordinal));
        return clone;
    }

    private static void Touch(string folder, params string[] files)
    {
        Directory.CreateDirectory(Path.Combine(folder, "mnist"));
        foreach (string file in files) File.WriteAllText(Path.Combine(folder, "mnist", file), "");
    }

    private static async Task<(Health State, string Finding)> LookAsync(Clone clone, string cache, string? mirror, bool offline = false)
    {
        var verdicts = await DataExamination.RunAsync(new Repository(clone.Root), name => name switch { "VIVA_CACHE" => cache, "VIVA_MIRROR" => mirror, _ => offline ? "1" : null }, TestContext.Current.CancellationToken);
        var verdict = Assert.Single(verdicts);
        return (verdict.State, verdict.Finding);
    }

    private static async Task ServeAsync(TcpListener listener, Func<string> status, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(stop);
                await using var stream = client.GetStream();
                byte[] buffer = new byte[4096];
                _ = await stream.ReadAsync(buffer, stop);
                await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 {status()}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), stop);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }
}
