using Viva.Notebooks.Documents;
using Viva.Notebooks.Running;

namespace Notebooks.Tests;

/// <summary>The first section of setup.dib, in a copy of the project whose library is one small file.</summary>
public sealed class SetupTests : IDisposable
{
    private string _root = Directory.CreateTempSubdirectory("viva-setup-").FullName;

    public SetupTests()
    {
        Write("Viva.slnx", "<Solution />");
        Write("Directory.Build.props", File.ReadAllText(Path.Combine(Clone.Root, "Directory.Build.props")));
        Write(
            "lib/Viva/Viva.csproj",
            """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><NoWarn>CS1591</NoWarn></PropertyGroup></Project>"""
        );
        Write("lib/Viva/Run.cs", "namespace Viva; public static class Run { public static int Version => 1; }\n");
        Write("notebooks/setup.dib", File.ReadAllText(Path.Combine(Clone.Notebooks, "setup.dib")));
    }

    private string References => Path.Combine(_root, "artifacts", "references.dib");

    private string Library => Path.Combine(_root, "artifacts", "bin", "Viva", "release", "Viva.dll");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task A_notebook_outside_the_project_is_told_so()
    {
        File.Delete(Path.Combine(_root, "Viva.slnx"));
        var (run, _) = await RunSetup();
        Assert.Equal(RunFailureKind.Environment, run.Failure?.Kind);
        Assert.Equal(1, run.Failure?.Line);
        Assert.Contains("no folder above this notebook holds Viva.slnx", run.Failure?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_SDK_it_says_what_to_install()
    {
        Write("global.json", """{ "sdk": { "version": "99.0.100" } }""");
        var (run, _) = await RunSetup();
        Assert.Equal(RunFailureKind.Environment, run.Failure?.Kind);
        Assert.Contains("Install the .NET 10 SDK", run.Failure?.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%20x")]
    [InlineData(" @(x)")]
    public async Task A_folder_in_which_the_SDK_cannot_build_is_refused_before_it_tries(string end)
    {
        Directory.Move(_root, _root + end);
        _root += end;
        var (run, output) = await RunSetup();
        Assert.Equal(RunFailureKind.Environment, run.Failure?.Kind);
        Assert.StartsWith(
            $"setup.dib: the .NET SDK cannot build in {_root}. Move the project",
            run.Failure?.Message,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("Building the library", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_root, "artifacts")));
    }

    [Theory]
    [InlineData("artifacts")]
    [InlineData("artifacts/setup.lock/in the way")]
    public async Task A_build_folder_that_cannot_be_written_is_named_with_the_next_step(string file)
    {
        Write(file, "a file");
        var (run, _) = await RunSetup();
        Assert.Equal(RunFailureKind.Environment, run.Failure?.Kind);
        Assert.StartsWith(
            $"setup.dib: the library is built into {Path.Combine(_root, "artifacts")}, and nothing can be written there: ",
            run.Failure?.Message,
            StringComparison.Ordinal
        );
        Assert.EndsWith("then run this cell again.", run.Failure?.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_notebook_that_waits_for_anothers_build_says_so_and_a_lock_that_nobody_holds_does_not_stop_it()
    {
        Write("artifacts/setup.lock", "");
        Task<(NotebookRun Run, string Output)> waiting;
        using (new FileStream(Path.Combine(_root, "artifacts", "setup.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            waiting = RunSetup();
            await Task.Delay(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
            Assert.False(waiting.IsCompleted);
        }
        var (_, output) = await waiting;
        Assert.StartsWith("Another notebook is building the library and holds ", output, StringComparison.Ordinal);
        Assert.Contains("Built in", output, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_library_that_does_not_compile_shows_the_compilers_words_and_is_not_used()
    {
        Write("lib/Viva/Run.cs", "namespace Viva; public static class Run { public static int Version => oops; }\n");
        Write("artifacts/references.dib", "#!csharp\n\nvar old = 1;\n");
        var (run, _) = await RunSetup();
        Assert.Equal(RunFailureKind.Environment, run.Failure?.Kind);
        Assert.Contains("Run.cs(1,", run.Failure?.Message, StringComparison.Ordinal);
        Assert.Contains("error CS0103: The name 'oops' does not exist", run.Failure?.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(References));
        Assert.False(File.Exists(Library));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Two_notebooks_at_once_build_once_and_a_third_finds_it_built()
    {
        var pair = await Task.WhenAll(RunSetup(name: "a"), RunSetup(name: "b"));
        Assert.Single(pair, outcome => outcome.Output.Contains("Building the library", StringComparison.Ordinal));
        Assert.Contains($"#r \"{Library}\"", File.ReadAllText(References), StringComparison.Ordinal);

        var (_, third) = await RunSetup();
        Assert.DoesNotContain("Building", third, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_changed_source_is_built_anew_unless_this_kernel_holds_the_old_library()
    {
        await RunSetup();
        var first = File.GetLastWriteTimeUtc(Library);

        Write("lib/Viva/Run.cs", "namespace Viva; public static class Run { public static int Version => 2; }\n");
        var (run, output) = await RunSetup(before: $"System.Reflection.Assembly.LoadFrom(@\"{Library}\");");
        Assert.Contains("Restart the kernel", run.Failure?.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Building", output, StringComparison.Ordinal);
        Assert.Equal(first, File.GetLastWriteTimeUtc(Library));

        (_, output) = await RunSetup();
        Assert.Contains("Built in", output, StringComparison.Ordinal);
        Assert.True(File.GetLastWriteTimeUtc(Library) > first);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_kernel_that_holds_the_old_library_lives_through_a_build_beside_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There the file is locked, and the build says so.");
        await RunSetup();
        var wait = Path.Combine(_root, "go");
        var holder = RunCells(
            "holder",
            $$"""
            var old = System.Reflection.Assembly.LoadFrom(@"{{Library}}");
            System.IO.File.WriteAllText(@"{{wait}}-ready", "");
            while (!System.IO.File.Exists(@"{{wait}}")) System.Threading.Thread.Sleep(50);
            old.GetType("Viva.Run").GetProperty("Version").GetValue(null)
            """
        );
        while (!File.Exists(wait + "-ready"))
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Write(
            "lib/Viva/Run.cs",
            "namespace Viva; public static class Run { public static int Version => 2; public static string Name => \"longer "
                + "than before\"; }\n"
        );
        await RunSetup(name: "builder");
        File.WriteAllText(wait, "");

        await holder;
        Assert.Contains(
            "<pre>1</pre>",
            NotebookOutput.Text(
                (System.Text.Json.Nodes.JsonObject)NotebookDocument.Read(Path.Combine(_root, "out", "holder.ipynb")).Cells[0].Outputs[0]!,
                "text/html"
            ),
            StringComparison.Ordinal
        );
    }

    /// <summary>
    /// Runs setup.dib. Its second section fails in this small project, which has no TorchSharp, so only the first section's failures and
    /// words count.
    /// </summary>
    private async Task<(NotebookRun Run, string Output)> RunSetup(string before = "", string name = "nb")
    {
        var run = await RunCells(name, [.. new[] { before, "#!import setup.dib" }.Where(code => code.Length > 0)]);
        var setup = NotebookDocument.Read(Path.Combine(_root, "out", name + ".ipynb")).Cells[^1];
        return (run, string.Concat(setup.Outputs.Select(output => NotebookOutput.StreamText((System.Text.Json.Nodes.JsonObject)output!))));
    }

    private async Task<NotebookRun> RunCells(string name, params string[] cells)
    {
        var document = NotebookDocument.Create();
        foreach (var code in cells)
        {
            document.Add(NotebookCell.Create(CellKind.Code, code));
        }

        var path = Path.Combine(_root, "notebooks", name + ".ipynb");
        document.Write(path);
        return await NotebookRunner.RunAsync(
            path,
            new RunOptions { OutputFolder = Path.Combine(_root, "out") },
            null,
            TestContext.Current.CancellationToken
        );
    }

    private void Write(string file, string text)
    {
        var path = Path.Combine(_root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
