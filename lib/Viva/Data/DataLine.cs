using System.Globalization;
using System.Text.Json.Nodes;

namespace Viva.Data;

/// <summary>The one line that a data set shows when it is loaded: what it is, where it came from, and if it is a substitute, why.</summary>
internal sealed record DataLine(string Name, string Title, DataOrigin Origin, string Detail, string Note = "")
{
    /// <summary>The line's data for programs.</summary>
    public string ToJson() => new JsonObject
    {
        ["name"] = Name,
        ["origin"] = Origin == DataOrigin.Real ? "real" : "built-in",
    }.ToJsonString();

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Title}: {(Origin == DataOrigin.Real ? "real" : "built-in")}, {Detail}{(Note.Length > 0 ? ". " + Note : "")}";

    /// <summary>Shows the line and records the data set as used.</summary>
    public void Announce(bool substitute = false)
    {
        DataOrigins.Record(Name, Origin, substitute);
        Console.WriteLine(ToString());
    }

    /// <summary>A size as a reader wants it: 55 MB, 1.2 KB.</summary>
    public static string Size(long bytes) => bytes switch
    {
        >= 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.#} GB"),
        >= 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB"),
        >= 1_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.#} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
    };
}
