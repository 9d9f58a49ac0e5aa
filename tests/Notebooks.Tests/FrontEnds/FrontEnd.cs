using System.Diagnostics;
using System.Text;

namespace Notebooks.Tests.FrontEnds;

/// <summary>Microsoft's tool and Jupyter, as far as they are there.</summary>
internal static class FrontEnd
{
    private const string Prepare = "Run .devcontainer/prepare.sh, which installs what is missing, then the tests again.";

    /// <summary>The first words of the command that runs Microsoft's kernel, from the clone's own list of tools.</summary>
    public static IReadOnlyList<string> Tool { get; } = ["dotnet", "tool", "run", "dotnet-interactive", "--"];

    private static readonly Lazy<Task<string?>> NoTool = new(FindTool);

    private static readonly Lazy<Task<string?>> NoJupyter = new(FindJupyter);

    /// <summary>Skips the test where the tool is not restored; where <c>CI</c> is true the test fails.</summary>
    public static async Task RequireToolAsync() => Require(await NoTool.Value);

    /// <summary>Skips the test where Jupyter or its C# kernel is not installed; where <c>CI</c> is true the test fails.</summary>
    public static async Task RequireJupyterAsync() => Require(await NoTool.Value ?? await NoJupyter.Value);

    /// <summary>
    /// A command of a reader of notebooks: none of the variables of the build that runs this test, no telemetry from tests.
    /// </summary>
    public static ProcessStartInfo Start(IReadOnlyList<string> command, IReadOnlyDictionary<string, string?> environment)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = Clone.Root,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_INTERACTIVE_CLI_TELEMETRY_OPTOUT"] = "1";
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
        return start;
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        IReadOnlyList<string> command,
        IReadOnlyDictionary<string, string?>? environment = null
    )
    {
        var stop = TestContext.Current.CancellationToken;
        using var process = Process.Start(Start(command, environment ?? new Dictionary<string, string?>()))!;
        try
        {
            var error = process.StandardError.ReadToEndAsync(stop);
            var output = await process.StandardOutput.ReadToEndAsync(stop);
            await process.WaitForExitAsync(stop);
            return (process.ExitCode, output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static async Task<string?> FindTool()
    {
        var (exitCode, output, error) = await RunAsync([.. Tool, "--version"]);
        return exitCode == 0 ? null : $"Microsoft's .NET Interactive does not start: {output.Trim()} {error.Trim()} {Prepare}";
    }

    private static async Task<string?> FindJupyter()
    {
        try
        {
            var (exitCode, kernels, _) = await RunAsync(["jupyter", "kernelspec", "list"]);
            if (exitCode != 0 || !kernels.Contains(".net-csharp", StringComparison.Ordinal))
            {
                return $"Jupyter does not list the kernel .net-csharp. {Prepare}";
            }

            (exitCode, _, _) = await RunAsync(["jupyter", "nbconvert", "--version"]);
            return exitCode == 0 ? null : $"There is no jupyter nbconvert. {Prepare}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return $"There is no Jupyter on PATH. {Prepare}";
        }
    }

    private static void Require(string? missing)
    {
        Assert.False(missing is not null && Environment.GetEnvironmentVariable("CI") is "true" or "1", missing);
        Assert.SkipWhen(missing is not null, missing ?? "");
    }
}
