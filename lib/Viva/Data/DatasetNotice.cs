using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Formatting;
using Viva.Display;
using Viva.Display.Formatters;

namespace Viva.Data;

/// <summary>The one line that a data set shows when it is loaded: what it is, where it came from, and if it is a substitute, why.</summary>
[TypeFormatterSource(typeof(JsonViewFormatters<DatasetNotice>), PreferredMimeTypes = [MimeTypes.Html, MimeTypes.Text, MimeTypes.Data])]
internal sealed record DatasetNotice(string Name, string Title, DataOrigin Origin, string Detail, string Note = "") : IJsonView
{
    static string IJsonView.JsonType => MimeTypes.Data;

    /// <summary>Whether it stands in for a real set that could not be had. A built-in set asked for by name does not.</summary>
    public bool Substitute { get; init; }

    /// <summary>Whether there is nothing at all: the set cannot be had, and nothing stands in for it.</summary>
    public bool Missing { get; init; }

    /// <inheritdoc/>
    public string Html
    {
        get
        {
            // A substitute is marked by a word and by a bar at the side, so that it cannot pass for the real thing.
            var style = Origin == DataOrigin.Real ? "#1a6b37" : "#b26a00";
            var note = Note.Length > 0 ? $"<div style=\"opacity:.85\">{HtmlText.Encode(Note)}</div>" : "";
            return $"<div style=\"margin:.3em 0;padding-left:.6em;border-left:.25em solid {style}\">"
                + $"<strong>{HtmlText.Encode(Title)}</strong>: "
                + $"<strong>{Word}</strong>, {HtmlText.Encode(Detail)}{note}</div>";
        }
    }

    /// <inheritdoc/>
    public string Text => $"{Title}: {Word}, {Detail}{(Note.Length > 0 ? ". " + Note : "")}";

    /// <summary>The line's data for programs.</summary>
    public string Json =>
        new JsonObject
        {
            ["name"] = Name,
            ["origin"] = Word,
            ["substitute"] = Substitute,
        }.ToJsonString();

    private string Word =>
        Missing ? "missing"
        : Origin == DataOrigin.Real ? "real"
        : "built-in";

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Shows the line and records the data set as used.</summary>
    public void Announce()
    {
        DataOrigins.Record(Name, Origin, Substitute);
        Show.Value(this);
    }
}
