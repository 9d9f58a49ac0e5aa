using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Notebooks.Tests.FrontEnds;
using Viva.Notebooks.Documents;
using Viva.Notebooks.Export.Programs;
using Viva.Notebooks.Running;

namespace Notebooks.Tests;

/// <summary>The notebooks as programs for <c>dotnet run file.cs</c>.</summary>
public sealed partial class AppTests : IDisposable
{
    // Below the clone, so that the programs find the library and its build settings as those of viva export do.
    private readonly string _folder = Directory
        .CreateDirectory(Path.Combine(Clone.Root, "artifacts", "apps-tested", Guid.NewGuid().ToString("n")[..8]))
        .FullName;

    public static TheoryData<string> All => NotebookTests.All;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(All))]
    public void A_notebook_becomes_a_program_that_compiles(string notebook)
    {
        var program = Create(notebook);
        Assert.Contains("\nRun.Start();\n", program, StringComparison.Ordinal);
        Assert.Contains("#region Solution\n", program, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task The_program_prints_what_the_notebook_shows()
    {
        const string notebook = "06-evaluating-models";
        var environment = new Dictionary<string, string?>
        {
            ["VIVA_QUICK"] = "1",
            ["VIVA_OFFLINE"] = "1",
            ["VIVA_MIRROR"] = null,
            ["VIVA_SEED"] = null,
        };
        var run = await NotebookRunner.RunAsync(
            NotebookFile(notebook),
            new RunOptions { OutputFolder = _folder, Environment = environment },
            null,
            TestContext.Current.CancellationToken
        );
        Assert.True(run.Ok, run.Failure?.ToString());

        var file = Path.Combine(_folder, "test-" + notebook + ".cs");
        await File.WriteAllTextAsync(file, Create(notebook), TestContext.Current.CancellationToken);
        var printed = await DotnetRun(file, environment);
        var shown = NotebookDocument
            .Read(run.OutputPath!)
            .Cells.SelectMany(cell => cell.Outputs)
            .Select(output => NotebookOutput.Text(output!.AsObject(), "text/plain") ?? NotebookOutput.StreamText(output.AsObject()));
        Assert.Equal(Lines(string.Join('\n', shown)), Lines(printed));
        Assert.All(run.Results, result => Assert.Contains($"{result.Name}: ", printed, StringComparison.Ordinal));
    }

    private static string NotebookFile(string notebook) => Path.Combine(Clone.Notebooks, notebook + ".ipynb");

    private string Create(string notebook)
    {
        Assert.SkipUnless(
            File.Exists(Path.Combine(Clone.Root, "artifacts", "bin", "Viva", "release", "Viva.dll")),
            "The library is not built: dotnet build lib/Viva"
        );
        return FileBasedApp.Create(
            NotebookFile(notebook),
            Path.Combine(_folder, notebook + ".cs"),
            new ProgramOptions { Root = Clone.Root },
            TestContext.Current.CancellationToken
        );
    }

    private static async Task<string> DotnetRun(string file, Dictionary<string, string?> environment)
    {
        var start = new ProcessStartInfo("dotnet", ["run", file])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = Path.GetDirectoryName(file)!,
        };
        // Of the build that runs this test.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
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

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var text = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{await error}\n{text}");
        return text;
    }

    /// <summary>The lines, without those of work under way and without measured times.</summary>
    private static string[] Lines(string text) =>
        [
            .. Comparison
                .WithoutTimes(text)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Where(line => !UnderWay().IsMatch(line)),
        ];

    // The first line of a training, those of its epochs, and a bar that is not yet full.
    [GeneratedRegex(@"^(starting|epoch \d+ of \d+, step .*|\[#*\.+\] .*)$")]
    private static partial Regex UnderWay();
}
