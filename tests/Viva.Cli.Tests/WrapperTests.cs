using System.Diagnostics;

namespace Viva.Cli.Tests;

/// <summary>The script <c>viva</c> in a folder of its own, where a small script stands for the command <c>dotnet</c>.</summary>
public sealed class WrapperTests : IDisposable
{
    // Two builds at once fail, as the real ones may.
    private const string Dotnet = """
        #!/bin/sh
        if [ "$1" = build ]; then
          mkdir "$2/building" || exit 9
          sleep 5
          mkdir -p "$2/../../artifacts/bin/Viva.Cli/release"
          touch "$2/../../artifacts/bin/Viva.Cli/release/viva.dll"
          rmdir "$2/building"
        else
          echo "ran $2"
        fi
        """;

    private readonly string _parent = Directory.CreateTempSubdirectory("viva-").FullName;

    public WrapperTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "A Unix script.");

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    [Fact]
    public async Task Two_first_starts_at_once_build_once_and_both_run()
    {
        var root = Make("it's a; $(b) é");
        var both = await Task.WhenAll(RunAsync(root), RunAsync(root));
        Assert.All(both, one => Assert.Equal((0, "ran list\n"), (one.ExitCode, one.Output)));
        Assert.Single(both, one => one.Error == "Building the command ...\n");
        Assert.Single(both, one => one.Error.StartsWith("Another viva (process ", StringComparison.Ordinal));
        Assert.False(File.Exists(Path.Combine(root, "artifacts", "viva.lock")));
    }

    [Fact]
    public async Task A_lock_that_a_dead_process_left_is_taken_away()
    {
        var root = Make("clone");
        using (var dead = Process.Start("true"))
        {
            await dead.WaitForExitAsync(TestContext.Current.CancellationToken);
            File.CreateSymbolicLink(
                Path.Combine(Directory.CreateDirectory(Path.Combine(root, "artifacts")).FullName, "viva.lock"),
                dead.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)
            );
        }
        Assert.Equal((0, "ran list\n", "Building the command ...\n"), await RunAsync(root));
    }

    [Fact]
    public async Task A_build_folder_that_cannot_be_written_is_one_sentence()
    {
        var root = Make("clone");
        File.WriteAllText(Path.Combine(root, "artifacts"), "");
        var (exitCode, _, error) = await RunAsync(root);
        Assert.Equal(ExitCode.Environment, exitCode);
        Assert.StartsWith(
            $"viva: nothing can be written to {root}/artifacts, where the command is built.",
            error,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("a%20b")]
    [InlineData("a*b")]
    [InlineData("a?b")]
    [InlineData("a\"b")]
    [InlineData("a\\b")]
    [InlineData("a@(b)")]
    public async Task A_folder_in_which_the_SDK_cannot_build_is_refused_before_the_build(string name)
    {
        var root = Make(name);
        var (exitCode, _, error) = await RunAsync(root);
        Assert.Equal(ExitCode.Environment, exitCode);
        Assert.StartsWith($"viva: the .NET SDK cannot build in {root}. Move the clone to a folder", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(root, "artifacts")));
    }

    private string Make(string name)
    {
        var root = Path.Combine(_parent, name);
        foreach (var folder in (string[])["lib/Viva.Cli", "lib/Viva.Notebooks", "bin"])
        {
            Directory.CreateDirectory(Path.Combine(root, folder));
        }

        File.WriteAllText(Path.Combine(root, "Directory.Packages.props"), "");
        File.WriteAllText(Path.Combine(root, "bin", "dotnet"), Dotnet);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(root, "bin", "dotnet"), (UnixFileMode)0b111_101_101);
        }

        File.Copy(Path.Combine(Clone.Project, "viva"), Path.Combine(root, "viva"));
        return root;
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string root)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(root, "viva"), "list"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = Path.Combine(root, "bin") + ":" + start.Environment["PATH"];
        start.Environment["CI"] = "1";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output, await error);
    }
}
