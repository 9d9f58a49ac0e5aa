using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Viva.Benchmarks;

/// <summary>Microsoft's tool, spoken to as its extension for VS Code does: a JSON object a line.</summary>
internal static class OfficialTool
{
    /// <summary>The seconds from its start until each of the cells has ended.</summary>
    /// <exception cref="InvalidOperationException">The tool is not there, or a cell failed.</exception>
    public static double[] Seconds(string root, params string[] cells)
    {
        var start = Stopwatch.GetTimestamp();
        var folder = Path.Combine(root, "artifacts");
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", ["tool", "run", "dotnet-interactive", "--", "[vscode]", "stdio", "--working-dir", folder])
            {
                WorkingDirectory = folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                StandardInputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
                Environment = { ["DOTNET_INTERACTIVE_CLI_TELEMETRY_OPTOUT"] = "1" },
            }
        )!;
        try
        {
            Until(process, "KernelReady");
            var seconds = new double[cells.Length];
            for (var i = 0; i < cells.Length; i++)
            {
                var command = new JsonObject { ["code"] = cells[i], ["targetKernelName"] = "csharp" };
                process.StandardInput.WriteLine(
                    new JsonObject
                    {
                        ["token"] = $"cell-{i}",
                        ["commandType"] = "SubmitCode",
                        ["command"] = command,
                        ["routingSlip"] = new JsonArray(),
                    }.ToJsonString()
                );
                process.StandardInput.Flush();
                Until(process, "CommandSucceeded", $"cell-{i}");
                seconds[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            }
            return seconds;
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private static void Until(Process process, string eventType, string? token = null)
    {
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (!line.TrimStart('\ufeff').StartsWith('{'))
            {
                continue;
            }

            var happened = JsonNode.Parse(line.TrimStart('\ufeff'))!;
            var type = (string)happened["eventType"]!;
            if (type == "CommandFailed")
            {
                throw new InvalidOperationException($"The official tool failed: {happened["event"]?["message"]}");
            }

            if (type == eventType && (token is null || (string?)happened["command"]?["token"] == token))
            {
                return;
            }
        }
        throw new InvalidOperationException("The official tool ended early. Is it restored? dotnet tool restore");
    }
}
