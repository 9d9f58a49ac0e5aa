using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Viva.Cli.Data;
using Viva.Data.Catalog;
using Viva.Notebooks.Documents;
using Viva.Notebooks.Running;

namespace Viva.Cli.Tests.Data;

/// <summary>
/// <c>viva data</c> as a program of its own over the built library, in a small clone, without a network. What the library does with data
/// has its tests beside it; these are about words, exit codes and the way there.
/// </summary>
public sealed class DataCommandTests : IDisposable
{
    private readonly Clone _clone = new();

    private string Cache => _clone.At("cache");

    public void Dispose()
    {
        if (Directory.Exists(_clone.At("artifacts", "bin")))
        {
            Directory.Delete(_clone.At("artifacts", "bin")); // a link: the library behind it stays
        }

        _clone.Dispose();
    }

    [Fact]
    public async Task Alone_it_shows_its_help()
    {
        var alone = await _clone.RunAsync("data");
        var help = await _clone.RunAsync("data", "--help");
        Assert.Equal((ExitCode.Good, help.Output), (alone.ExitCode, alone.Output));
        Assert.All(
            ["list", "pull", "verify", "forget", "mirror", "where", "show"],
            part => Assert.Matches($"(?m)^  {part} ", alone.Output)
        );
    }

    [Theory]
    [InlineData("list")]
    [InlineData("pull")]
    [InlineData("verify")]
    [InlineData("forget")]
    [InlineData("mirror")]
    [InlineData("where")]
    [InlineData("show")]
    public async Task Every_part_has_a_page_of_help_with_examples(string part)
    {
        var (exitCode, output, _) = await _clone.RunAsync("data", part, "--help");
        Assert.Equal(ExitCode.Good, exitCode);
        Assert.Contains("Examples:", output, StringComparison.Ordinal);
        Assert.Contains($"  viva data {part}", output, StringComparison.Ordinal);
        Assert.All(output.Split('\n'), line => Assert.True(line.Length <= 125, line));
    }

    [Theory]
    [InlineData("data pull", "pull")]
    [InlineData("data forget", "forget")]
    [InlineData("data mirror", "mirror")]
    [InlineData("data show", "show")]
    [InlineData("data lst", "data")]
    public async Task A_wrong_command_line_is_told_with_the_page_that_helps(string arguments, string page)
    {
        var (exitCode, _, error) = await _clone.RunAsync(arguments.Split(' '));
        Assert.Equal(ExitCode.Usage, exitCode);
        Assert.Contains(page == "data" ? "Try: viva data --help" : $"Try: viva data {page} --help", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("var a = Datasets.Mnist();\nvar b = Datasets.Bert(\"mini\");", "mnist|bert-mini")]
    [InlineData("var a = Datasets.Bert(size: \"base\"), b = Datasets.Digits(train: 10, test: 5);", "bert-base|digits")]
    [InlineData("var a = Datasets.Mnist(); var b = Datasets.Mnist();", "mnist")]
    [InlineData("var a = Datasets.Bert(\"tiny\"); var b = Datasets.Bert(); var c = Datasets.Nothing();", "bert-tiny")]
    [InlineData("var a = MyDatasets.Mnist();", "")]
    public void What_a_notebook_loads_is_read_from_its_code(string code, string expected)
    {
        Assert.Equal(expected, string.Join('|', DatasetUsage.DatasetsOf(AddCode("23-digits.ipynb", code)).Select(dataset => dataset.Name)));
    }

    [Fact]
    public void A_file_that_is_no_notebook_loads_nothing()
    {
        File.WriteAllText(_clone.At("notebooks", "06-bad.ipynb"), "{");
        Assert.Empty(DatasetUsage.DatasetsOf(_clone.At("notebooks", "06-bad.ipynb")));
    }

    [Fact]
    public async Task List_has_a_line_for_every_set_with_the_notebooks_that_use_it()
    {
        AddCode("23-digits.ipynb", "var mnist = Datasets.Mnist();");
        AddCode("01-how.ipynb", "var mnist = Datasets.Mnist();");
        var (exitCode, output, error) = await DataAsync("list");
        Assert.True(exitCode == ExitCode.Good, error);
        var lines = output.Split('\n');
        Assert.Matches(
            @"^mnist +MNIST handwritten digits +[\d.]+ MB CC BY-SA 3.0 +not here +01, 23 *$",
            lines.Single(line => line.StartsWith("mnist ", StringComparison.Ordinal))
        );
        Assert.Matches("^digits .*built-in", lines.Single(line => line.StartsWith("digits ", StringComparison.Ordinal)));
        Assert.Matches(@"(?m)^\d+ data sets: .*\d+ not here, \d+ built-in\.", output);
    }

    [Fact]
    public async Task A_set_that_cannot_be_had_is_told_and_the_others_still_come()
    {
        var (exitCode, output, _) = await DataAsync("pull", "mnist", "digits");
        Assert.Equal(ExitCode.Failed, exitCode);
        Assert.Matches("(?m)^FAIL mnist: cannot be had: .*VIVA_OFFLINE=1", output);
        Assert.Matches("(?m)^     Next: Unset VIVA_OFFLINE", output);
        Assert.Matches("(?m)^OK   digits: built-in", output);
        Assert.Contains("1 here, 1 cannot be had.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task For_notebooks_means_what_they_load()
    {
        AddCode("07-gan.ipynb", "var data = Datasets.Digits(train: 10);");
        AddCode("08-theory.ipynb", "1 + 1");
        Assert.Contains("OK   digits: ", (await DataAsync("pull", "for", "7-8")).Output, StringComparison.Ordinal);
        var none = await DataAsync("pull", "for", "8");
        Assert.Equal((ExitCode.Good, "These notebooks use no data set."), (none.ExitCode, none.Output.Trim()));
        Assert.Equal(ExitCode.Usage, (await DataAsync("pull", "for")).ExitCode);
        Assert.Equal(ExitCode.Usage, (await DataAsync("pull", "for", "31")).ExitCode);
    }

    [Theory]
    [InlineData("pull", "mnits")]
    [InlineData("verify", "mnits")]
    [InlineData("forget", "mnits")]
    [InlineData("show", "mnits")]
    public async Task An_unknown_name_is_wrong_usage_and_names_those_that_are_near(string part, string name)
    {
        var (exitCode, output, error) = await DataAsync(part, name);
        Assert.Equal(ExitCode.Usage, exitCode);
        Assert.Contains("Near it: mnist", error, StringComparison.Ordinal);
        Assert.Empty(output);
    }

    [Fact]
    public async Task Verify_tells_damaged_files_with_the_next_step()
    {
        Assert.Contains("nothing to check", (await DataAsync("verify")).Output, StringComparison.Ordinal);
        Directory.CreateDirectory(Path.Combine(Cache, "mnist"));
        var file = Path.Combine(Cache, "mnist", "train-labels-idx1-ubyte.gz");
        await File.WriteAllTextAsync(file, "no digits", TestContext.Current.CancellationToken);
        var (exitCode, output, _) = await DataAsync("verify");
        Assert.Equal(ExitCode.Failed, exitCode);
        Assert.Contains($"FAIL mnist: damaged: {file}: holds 9 bytes where 60,008 are expected", output, StringComparison.Ordinal);
        Assert.Contains("Next: Fetch it again: viva data pull mnist", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forget_removes_a_set_and_its_recorded_checksum()
    {
        Directory.CreateDirectory(Path.Combine(Cache, "ett"));
        foreach (var name in (string[])["ETTh2.csv", "ETTh2.csv.sha256", "ETTh2.csv.part", "ETTh2.csv.part.from", "ETTh1.csv"])
        {
            await File.WriteAllTextAsync(Path.Combine(Cache, "ett", name), "12345", TestContext.Current.CancellationToken);
        }

        var (exitCode, output, error) = await DataAsync("forget", "etth2", "digits");
        Assert.True(exitCode == ExitCode.Good, error);
        Assert.Contains("OK   etth2: 1 file (5 bytes) and 1 recorded checksum removed from the cache", output, StringComparison.Ordinal);
        Assert.Contains("OK   digits: built-in: nothing of it is kept", output, StringComparison.Ordinal);
        Assert.Equal(
            [".lock", "ETTh1.csv"],
            Directory.EnumerateFiles(Path.Combine(Cache, "ett")).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
        Assert.Contains(
            "OK   etth2: nothing of it was in the cache",
            (await DataAsync("forget", "etth2")).Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_mirror_goes_neither_into_the_cache_nor_where_nothing_can_be_written()
    {
        Directory.CreateDirectory(Cache);
        var inside = await DataAsync("mirror", Path.Combine("cache", "stick"));
        Assert.Equal(ExitCode.Usage, inside.ExitCode);
        Assert.Contains("is in the cache", inside.Error, StringComparison.Ordinal);

        var unwritable = await DataAsync("mirror", Path.Combine("Viva.slnx", "stick"));
        Assert.Equal(ExitCode.Environment, unwritable.ExitCode);
        Assert.Contains("cannot be written", unwritable.Error, StringComparison.Ordinal);

        var empty = await DataAsync("mirror", "stick");
        Assert.Equal(ExitCode.Good, empty.ExitCode);
        Assert.Contains("viva data mirror stick all", empty.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_shows_the_places()
    {
        var (exitCode, output, _) = await DataAsync("where");
        Assert.Equal(ExitCode.Good, exitCode);
        Assert.Matches($"(?m)^Cache +{Cache}", output);
        Assert.Matches("(?m)^Network +forbidden", output);
    }

    [Fact]
    public async Task Show_writes_a_page_and_prints_where_it_is()
    {
        // What setup.dib asks before it takes the library as it is.
        File.Copy(Path.Combine(Clone.Project, "notebooks", "setup.dib"), _clone.At("notebooks", "setup.dib"));
        File.WriteAllText(_clone.At("Directory.Build.props"), "");
        File.SetLastWriteTimeUtc(_clone.At("Directory.Build.props"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        var (exitCode, output, error) = await DataAsync("show", "households");
        Assert.True(exitCode == ExitCode.Good, error);
        Assert.Contains($"OK   households: {Path.Combine("artifacts", "data", "households.html")}", output, StringComparison.Ordinal);
        Assert.Contains(
            "<h1>Invented households</h1>",
            await File.ReadAllTextAsync(_clone.At("artifacts", "data", "households.html"), TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        Assert.True(File.Exists(_clone.At("artifacts", "data", "index.html")));
    }

    [Fact]
    public void A_set_that_crashes_the_process_is_not_passed_off_as_shown_nor_are_those_after_it()
    {
        var run = new NotebookRun
        {
            Path = "gallery.ipynb",
            Cells = [new(1, "library", 1, true), new(2, "iris", 1, true), new(3, "mnist", 1, false)],
            Results = [],
            Data = [],
            Seconds = 3,
            PeakMemoryMb = 100,
            Failure = new RunFailure(RunFailureKind.ProcessEnded, "gallery.ipynb", "The process ended.", "") { CellId = "mnist" },
        };
        var outcomes = GalleryRun.Outcomes(run, KnownDatasets.Default.Find(["iris", "mnist", "adult"]), name => name + ".html");
        Assert.Equal([("iris", true), ("mnist", false), ("adult", false)], outcomes.Select(outcome => (outcome.Name, outcome.Good)));
        Assert.Equal("not shown: the run ended before it", outcomes[2].Finding);

        var unbuilt = run with { Cells = [], Failure = run.Failure! with { CellId = "library" } };
        Assert.Throws<LibraryException>(() => GalleryRun.Outcomes(unbuilt, [], name => name));
    }

    [Fact]
    public async Task A_setting_that_is_not_allowed_is_a_matter_of_the_machine()
    {
        var (exitCode, _, error) = await DataAsync(["where"], ("VIVA_MIRROR", "ftp://somewhere/"));
        Assert.Equal(ExitCode.Environment, exitCode);
        Assert.Contains("VIVA_MIRROR", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_pages_need_the_library_and_a_clone_where_it_cannot_be_built_says_so()
    {
        Assert.Equal(ExitCode.Good, (await _clone.RunAsync("data", "list")).ExitCode);
        var (exitCode, _, error) = await _clone.RunAsync("data", "show", "iris");
        Assert.Equal(ExitCode.Environment, exitCode);
        Assert.Contains("setup.dib", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_download_is_kept_and_goes_on()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "needs signals");
        using var server = new StallingServer(announced: 1_000_000, sent: 400_000);
        using var first = Start(["pull", "mnist"], ("VIVA_MIRROR", server.Address), ("VIVA_OFFLINE", null));
        string? part = null;
        for (var wait = 0; wait < 600 && part is null; wait++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            part = Directory.Exists(Cache)
                ? Directory
                    .EnumerateFiles(Cache, "*.part", SearchOption.AllDirectories)
                    .FirstOrDefault(file => new FileInfo(file).Length == 400_000)
                : null;
        }
        Assert.NotNull(part);
        Signal(first);
        var (exitCode, _, error) = await EndAsync(first);
        Assert.Equal(ExitCode.Failed, exitCode);
        Assert.Contains("What has arrived is kept", error, StringComparison.Ordinal);
        Assert.Equal(400_000, new FileInfo(part).Length);

        using var second = Start(["pull", "mnist"], ("VIVA_MIRROR", server.Address), ("VIVA_OFFLINE", null));
        Assert.Equal("bytes=400000-", await server.NextRangeAsync());
        Signal(second);
        await EndAsync(second);
    }

    [Fact]
    public async Task What_has_arrived_before_a_file_grew_too_large_is_kept_and_goes_on()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/bin/bash"), "needs a limit on the size of files");
        using var server = new StallingServer(announced: 1_000_000, sent: 1_000_000);
        // Its files in memory are larger.
        (string, string?)[] variables = [("VIVA_MIRROR", server.Address), ("VIVA_OFFLINE", null), ("DOTNET_EnableWriteXorExecute", "0")];
        using var first = Start(["pull", "mnist"], variables, "trap '' XFSZ; ulimit -f 200; exec \"$0\" \"$@\"");
        var (exitCode, output, _) = await EndAsync(first);
        Assert.Equal(ExitCode.Failed, exitCode);
        Assert.Contains(
            "cannot be written (the file is larger than is allowed here); VIVA_CACHE can name another; what has arrived is kept",
            output,
            StringComparison.Ordinal
        );
        Assert.Contains("Next: Run it again: the 204.8 KB that have arrived are kept.", output, StringComparison.Ordinal);

        using var second = Start(["pull", "mnist"], variables);
        Assert.Equal("bytes=204800-", await server.NextRangeAsync());
        Signal(second);
        await EndAsync(second);
    }

    private string AddCode(string name, string code)
    {
        var document = NotebookDocument.Create();
        document.Add(NotebookCell.Create(CellKind.Code, code, "cell"));
        document.Write(_clone.At("notebooks", name));
        return _clone.At("notebooks", name);
    }

    private async Task<(int ExitCode, string Output, string Error)> DataAsync(params string[] words) => await DataAsync(words, []);

    private async Task<(int ExitCode, string Output, string Error)> DataAsync(
        string[] words,
        params (string Name, string? Value)[] variables
    )
    {
        using var process = Start(words, variables);
        return await EndAsync(process);
    }

    /// <summary>Starts the command in the clone, which gets the library of the real one, offline and with a cache of its own.</summary>
    private Process Start(string[] words, params (string Name, string? Value)[] variables) => Start(words, variables, shell: null);

    /// <summary>The same; a script of the shell may set limits before it becomes the command.</summary>
    private Process Start(string[] words, (string Name, string? Value)[] variables, string? shell)
    {
        if (!Directory.Exists(_clone.At("artifacts", "bin")))
        {
            Directory.CreateDirectory(_clone.At("artifacts"));
            Directory.CreateSymbolicLink(
                _clone.At("artifacts", "bin"),
                Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", ".."))
            );
        }
        string[] command = ["dotnet", Path.Combine(AppContext.BaseDirectory, "viva.dll"), "data", .. words];
        if (shell is not null)
        {
            command = ["/bin/bash", "-c", shell, .. command];
        }

        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = _clone.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("VIVA_MIRROR");
        start.Environment["VIVA_CACHE"] = Cache;
        start.Environment["VIVA_OFFLINE"] = "1";
        foreach (var (name, value) in variables)
        {
            if (value is null)
            {
                start.Environment.Remove(name);
            }
            else
            {
                start.Environment[name] = value;
            }
        }
        return Process.Start(start)!;
    }

    private static async Task<(int ExitCode, string Output, string Error)> EndAsync(Process process)
    {
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output, await error);
    }

    /// <summary>
    /// Asks the process to end. SIGTERM takes the way of Ctrl+C, and unlike SIGINT nobody who
    /// starts tests in the background has switched it off.
    /// </summary>
    private static void Signal(Process process)
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>A server that sends the beginning of any file and then nothing more.</summary>
    private sealed class StallingServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _stop = new();
        private readonly TaskCompletionSource<string> _range = new();
        private readonly int _announced;
        private readonly int _sent;

        public StallingServer(int announced, int sent)
        {
            (_announced, _sent) = (announced, sent);
            _listener.Start();
            _ = ServeAsync();
        }

        public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/";

        /// <summary>The first Range header that somebody sends.</summary>
        public Task<string> NextRangeAsync() => _range.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        public void Dispose()
        {
            _stop.Cancel();
            _listener.Dispose();
            _stop.Dispose();
        }

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    _ = AnswerAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
                }
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException) { }
        }

        private async Task AnswerAsync(TcpClient client)
        {
            using (client)
            {
                try
                {
                    using var stream = client.GetStream();
                    using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
                    var resumed = false;
                    while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } line)
                    {
                        if (!line.StartsWith("Range:", StringComparison.OrdinalIgnoreCase))
                        {
                            continue;
                        }

                        resumed = true;
                        _range.TrySetResult(line["Range:".Length..].Trim());
                    }
                    if (!resumed)
                    {
                        await stream.WriteAsync(
                            Encoding.ASCII.GetBytes(
                                $"HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nContent-Length: {_announced}\r\nConnection: close\r\n\r\n"
                            ),
                            _stop.Token
                        );
                        await stream.WriteAsync(new byte[_sent], _stop.Token);
                    }
                    await Task.Delay(Timeout.Infinite, _stop.Token);
                }
                catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or IOException or SocketException) { }
            }
        }
    }
}
