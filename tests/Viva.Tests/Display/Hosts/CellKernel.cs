using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.CSharp;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;

namespace Viva.Tests.Display.Hosts;

/// <summary>.NET Interactive's own C# kernel, in this process, with the library referenced and started as setup.dib does it.</summary>
internal sealed class CellKernel : IDisposable
{
    private readonly CompositeKernel _kernel = new();

    private CellKernel()
    {
        _kernel.Add(new CSharpKernel(), ["C#"]);
        _kernel.DefaultKernelName = "csharp";
    }

    public static async Task<CellKernel> StartAsync(bool run = true)
    {
        var kernel = new CellKernel();
        string[] named = ["Viva.dll", "TorchSharp.dll", "Plotly.NET.dll", "Plotly.NET.CSharp.dll", "XPlot.Plotly.dll"];
        await kernel.RunAsync(string.Concat(named.Select(name => $"#r \"{Path.Combine(AppContext.BaseDirectory, name)}\"\n")));
        await kernel.RunAsync(
            "using Viva.Claims; using Viva.Display; using Viva.Display.Charts; using Viva.Display.Live; using Viva.Metrics;\n"
                + "using Viva.Runtime; using Viva.Training; using TorchSharp; using static TorchSharp.torch;\n"
                + (run ? "Run.Start();" : "")
        );
        return kernel;
    }

    /// <summary>What a cell publishes. Throws where the cell fails.</summary>
    public async Task<IReadOnlyList<KernelEvent>> RunAsync(string code)
    {
        var events = await TryAsync(code);
        if (events.OfType<CommandFailed>().FirstOrDefault() is { } failed)
        {
            throw new InvalidOperationException(failed.Message, failed.Exception);
        }

        return events;
    }

    /// <summary>What a cell publishes, its failure included.</summary>
    public async Task<IReadOnlyList<KernelEvent>> TryAsync(string code) => (await _kernel.SendAsync(new SubmitCode(code))).Events;

    /// <summary>What the stop button does.</summary>
    public Task CancelAsync() => _kernel.SendAsync(new Cancel("csharp"));

    public static string[] MimeTypes(IEnumerable<FormattedValue> values) => [.. values.Select(value => value.MimeType)];

    public static string Value(IEnumerable<FormattedValue> values, string mimeType) =>
        values.Single(value => value.MimeType == mimeType).Value;

    public void Dispose() => _kernel.Dispose();
}
