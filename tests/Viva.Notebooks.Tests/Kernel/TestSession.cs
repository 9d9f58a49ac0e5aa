using System.Net;
using System.Text.RegularExpressions;
using Viva.Notebooks.Kernel;

namespace Viva.Notebooks.Tests.Kernel;

/// <summary>A session in a folder of its own that keeps what its cells put out.</summary>
internal sealed class TestSession : IDisposable
{
    private readonly List<CellOutput> _outputs = [];
    private readonly KernelSession _session;

    public TestSession(IReadOnlyDictionary<string, string>? inputs = null)
    {
        Folder = Directory.CreateTempSubdirectory("viva-session-").FullName;
        _session = new KernelSession(
            Folder,
            output =>
            {
                lock (_outputs)
                {
                    _outputs.Add(output);
                }
            },
            inputs
        );
    }

    public string Folder { get; }

    /// <summary>All outputs of the cells run so far, streams joined where they follow each other.</summary>
    public IReadOnlyList<CellOutput> Outputs
    {
        get
        {
            var joined = new List<CellOutput>();
            lock (_outputs)
            {
                foreach (var output in _outputs)
                {
                    if (
                        output.Kind == OutputKind.Stream
                        && joined.LastOrDefault() is { Kind: OutputKind.Stream } last
                        && last.Name == output.Name
                    )
                    {
                        joined[^1] = CellOutput.Stream(last.Name, last.Text + output.Text);
                    }
                    else
                    {
                        joined.Add(output);
                    }
                }
            }
            return joined;
        }
    }

    public Task<CellResult> Run(string code) => _session.RunAsync(code, "cell", cancellation: TestContext.Current.CancellationToken);

    public Task<CellResult> RunIn(string language, string code) =>
        _session.RunAsync(code, "cell", language, TestContext.Current.CancellationToken);

    public Task<CellResult> RunUntil(string code, CancellationToken interruption) =>
        _session.RunAsync(code, "cell", cancellation: interruption);

    /// <summary>Runs a cell that must succeed and returns the text of its value.</summary>
    public async Task<string?> Value(string code)
    {
        var before = Outputs.Count;
        var result = await Run(code);
        Assert.True(result.Ok, string.Join('\n', result.Error?.Trace ?? []));
        return Outputs.Skip(before).LastOrDefault(output => output.Kind == OutputKind.Result) is { } shown ? Text(shown) : null;
    }

    /// <summary>The text of a value: the kernel shows most as HTML.</summary>
    public static string Text(CellOutput output) =>
        output.Data.TryGetValue("text/plain", out var text)
            ? text
            : WebUtility.HtmlDecode(Regex.Match(output.Data["text/html"], "<pre>(.*)</pre>", RegexOptions.Singleline).Groups[1].Value);

    /// <summary>Runs a cell that must fail.</summary>
    public async Task<CellError> Error(string code)
    {
        var result = await Run(code);
        Assert.NotNull(result.Error);
        return result.Error;
    }

    public void Write(string file, string text) => File.WriteAllText(Path.Combine(Folder, file), text);

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
