using System.Text.Json.Nodes;
using Viva.Notebooks.Documents;

namespace Notebooks.Tests.FrontEnds;

/// <summary>One output of a cell as its reader meets it: lines of a stream, or a value in several forms.</summary>
/// <param name="Stream"><c>stdout</c> or <c>stderr</c>; null for a value.</param>
/// <param name="Data">For each MIME type its content; a stream has text alone.</param>
internal sealed record Shown(string? Stream, IReadOnlyDictionary<string, string> Data)
{
    public string Text => Data.GetValueOrDefault("text/plain", "");

    public string? Html => Data.GetValueOrDefault("text/html");

    public static Shown OfStream(string name, string text) => new(name, new Dictionary<string, string> { ["text/plain"] = text });

    /// <summary>The outputs of a stored cell, without errors.</summary>
    public static IReadOnlyList<Shown> Of(NotebookCell cell) => Joined(cell.Outputs.Select(node => Of(node!.AsObject())).OfType<Shown>());

    /// <summary>Lines that follow each other are one output, however many pieces they came in.</summary>
    public static IReadOnlyList<Shown> Joined(IEnumerable<Shown> outputs)
    {
        var joined = new List<Shown>();
        foreach (var output in outputs)
        {
            if (output.Stream is { } name && joined.LastOrDefault() is { } last && last.Stream == name)
            {
                joined[^1] = OfStream(name, last.Text + output.Text);
            }
            else
            {
                joined.Add(output);
            }
        }
        return joined;
    }

    private static Shown? Of(JsonObject output)
    {
        if (NotebookOutput.Type(output) == "stream")
        {
            return OfStream((string)output["name"]!, NotebookOutput.StreamText(output));
        }

        if (output["data"] is not JsonObject data)
        {
            return null;
        }

        return new(
            null,
            data.ToDictionary(entry => entry.Key, entry => NotebookOutput.Text(output, entry.Key) ?? entry.Value!.ToJsonString())
        );
    }
}
