using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Notebooks.Tests.FrontEnds;

/// <summary>
/// Microsoft's kernel over standard input and output, as its extension for VS Code starts it and speaks to it: one JSON object a line,
/// commands in, events out.
/// </summary>
internal sealed class StdioKernel : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _error;
    private int _commands;

    private StdioKernel(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts the kernel in a folder and waits until it is ready.</summary>
    public static async Task<StdioKernel> StartAsync(string folder, IReadOnlyDictionary<string, string?> environment)
    {
        var start = FrontEnd.Start([.. FrontEnd.Tool, "[vscode]", "stdio", "--working-dir", folder], environment);
        start.RedirectStandardInput = true;
        start.StandardInputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var kernel = new StdioKernel(Process.Start(start)!);
        while (Name(await kernel.ReadAsync()) != "KernelReady") { }
        return kernel;
    }

    /// <summary>
    /// Runs the code of a cell and returns its events, the last of which is <c>CommandSucceeded</c> or <c>CommandFailed</c>.
    /// </summary>
    public async Task<IReadOnlyList<JsonObject>> SubmitAsync(string code)
    {
        var token = await SendAsync("SubmitCode", new JsonObject { ["code"] = code, ["targetKernelName"] = "csharp" });
        var events = new List<JsonObject>();
        do
        {
            events.Add(await ReadAsync());
        } while (Name(events[^1]) is not ("CommandSucceeded" or "CommandFailed") || (string?)events[^1]["command"]?["token"] != token);
        return events;
    }

    /// <summary>What the events of one cell show: updates in the place of what they update, pieces of a stream joined.</summary>
    public static IReadOnlyList<Shown> Outputs(IEnumerable<JsonObject> events)
    {
        var outputs = new List<Shown>();
        var places = new Dictionary<string, int>();
        foreach (var happened in events)
        {
            var value = happened["event"]!;
            switch (Name(happened))
            {
                case "StandardOutputValueProduced":
                    outputs.Add(Shown.OfStream("stdout", Data(value)["text/plain"]));
                    break;
                case "StandardErrorValueProduced":
                    outputs.Add(Shown.OfStream("stderr", Data(value)["text/plain"]));
                    break;
                case "DisplayedValueProduced" or "ReturnValueProduced":
                    if ((string?)value["valueId"] is { } id)
                    {
                        places[id] = outputs.Count;
                    }

                    outputs.Add(new(null, Data(value)));
                    break;
                case "DisplayedValueUpdated":
                    outputs[places[(string)value["valueId"]!]] = new(null, Data(value));
                    break;
            }
        }
        return Shown.Joined(outputs);
    }

    /// <summary>The name of an event.</summary>
    public static string Name(JsonObject happened) => (string)happened["eventType"]!;

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await SendAsync("Quit", []);
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            _process.Kill(entireProcessTree: true);
        }
        _process.Dispose();
    }

    private static Dictionary<string, string> Data(JsonNode value) =>
        value["formattedValues"]!.AsArray().ToDictionary(form => (string)form!["mimeType"]!, form => (string)form!["value"]!);

    private async Task<string> SendAsync(string type, JsonObject command)
    {
        var token = FormattableString.Invariant($"test-{++_commands}");
        var envelope = new JsonObject
        {
            ["token"] = token,
            ["commandType"] = type,
            ["command"] = command,
            ["routingSlip"] = new JsonArray(),
        };
        await _process.StandardInput.WriteLineAsync(envelope.ToJsonString());
        await _process.StandardInput.FlushAsync();
        return token;
    }

    private async Task<JsonObject> ReadAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(5));
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            // The kernel starts with a byte order mark, and the web server in it writes lines of its own.
            line = line.TrimStart('\uFEFF');
            if (!line.StartsWith('{'))
            {
                continue;
            }

            try
            {
                return JsonNode.Parse(line)!.AsObject();
            }
            catch (JsonException e)
            {
                throw new InvalidDataException($"Not an event: {line[..Math.Min(line.Length, 300)]}", e);
            }
        }
        throw new InvalidOperationException($"The kernel ended. {await _error}");
    }
}
