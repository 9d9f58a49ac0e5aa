using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Viva.Notebooks.Documents;
using Viva.Notebooks.Export.Formulas;

namespace Viva.Notebooks.Export.Pages;

/// <summary>Renders the outputs of a cell.</summary>
internal sealed partial class OutputHtml(HtmlFilter filter, Func<string, string> markdown)
{
    private const int LinesShown = 40;

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // The richest form first.
    private static readonly string[] Preferred =
    [
        "text/html",
        "image/svg+xml",
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
        "text/markdown",
        "application/json",
        "text/plain",
    ];

    /// <summary>The HTML of one output; empty when it shows nothing.</summary>
    public string Render(JsonObject output) =>
        NotebookOutput.Type(output) switch
        {
            "stream" => Text(NotebookOutput.StreamText(output), NotebookJsonText(output["name"]) == "stderr" ? "stream stderr" : "stream"),
            "error" => Error(output),
            _ => Bundle(output),
        };

    private string Bundle(JsonObject output)
    {
        var words = NotebookOutput.Text(output, "text/plain") is { } plain ? Readable(plain).Trim() : "";
        foreach (var type in Preferred)
        {
            if (NotebookOutput.Data(output, type) is not { } data)
            {
                continue;
            }

            var text = NotebookOutput.Text(output, type);
            var shown = type switch
            {
                "application/json" => Text(data.ToJsonString(Indented), "stream"),
                _ when text is null => "",
                "text/html" => Html(text),
                "image/svg+xml" => filter.Clean(text).Trim() is { Length: > 0 } drawing ? $"<div class=\"picture\">{drawing}</div>" : "",
                "text/markdown" => $"<div class=\"words\">{markdown(text)}</div>",
                "text/plain" => Text(text, "value"),
                _ => Picture(type, text, words),
            };
            // A form of which nothing is left (a script, say) gives way to the next.
            if (shown.Length > 0)
            {
                return shown;
            }
        }

        return "";
    }

    private static string Picture(string type, string text, string words)
    {
        if (words.Length == 0)
        {
            words = "Picture without a description";
        }

        return text.Length > HtmlFilter.MaxAddressLength
                ? Text(string.Create(CultureInfo.InvariantCulture, $"{words} ({text.Length / 1_000_000} MB, left out)"), "value")
            : Base64().IsMatch(text)
                ? $"<div class=\"picture\"><img alt=\"{MathElement.Escape(words)}\" src=\"data:{type};base64,"
                    + $"{string.Concat(text.Where(c => !char.IsWhiteSpace(c)))}\"></div>"
            : "";
    }

    private string Html(string text)
    {
        // The kernel dresses a plain value up as HTML and adds its style sheet each time.
        if (PlainValue().Match(text) is { Success: true } plain)
        {
            return Text(WebUtility.HtmlDecode(plain.Groups["text"].Value), "value");
        }

        var html = filter.Clean(text).Trim();
        return html.Length == 0 ? "" : $"<div class=\"html\">{html}</div>";
    }

    /// <summary>Text as it was printed; what is long is folded, its beginning in sight.</summary>
    private static string Text(string text, string kind)
    {
        text = Readable(text).TrimEnd('\n');
        if (text.Trim().Length == 0)
        {
            return "";
        }

        var lines = text.Split('\n');
        if (lines.Length <= LinesShown + 10)
        {
            return $"<pre class=\"{kind}\">{MathElement.Escape(text)}</pre>";
        }

        var first = string.Join('\n', lines.Take(LinesShown));
        var rest = string.Join('\n', lines.Skip(LinesShown));
        return new StringBuilder($"<pre class=\"{kind}\">{MathElement.Escape(first)}</pre>")
            .Append(
                FormattableString.Invariant(
                    $"<details class=\"more\"><summary>{lines.Length - LinesShown:N0} more lines</summary><pre class=\"{kind}\">"
                )
            )
            .Append(MathElement.Escape(rest))
            .Append("</pre></details>")
            .ToString();
    }

    private static string Error(JsonObject output)
    {
        var name = Readable(NotebookJsonText(output["ename"]));
        var message = Readable(NotebookJsonText(output["evalue"]));
        var trace = output["traceback"] is JsonArray lines ? Readable(string.Join('\n', lines.Select(NotebookJsonText))) : "";
        return $"<div class=\"error\" role=\"group\" aria-label=\"Error\"><p><strong>{MathElement.Escape(name)}</strong> "
            + $"{MathElement.Escape(message)}</p>"
            + (trace.Trim().Length > 0 ? $"<pre>{MathElement.Escape(trace)}</pre>" : "")
            + "</div>";
    }

    private static string NotebookJsonText(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    /// <summary>What a terminal would show in the end: no colours, and of a line that was overwritten only the last state.</summary>
    private static string Readable(string text)
    {
        text = Escapes().Replace(text, "").Replace("\r\n", "\n", StringComparison.Ordinal);
        if (text.Contains('\r', StringComparison.Ordinal))
        {
            text = string.Join(
                '\n',
                text.Split('\n').Select(line => line.TrimEnd('\r') is var last ? last[(last.LastIndexOf('\r') + 1)..] : "")
            );
        }

        return Controls().Replace(text, "");
    }

    // Control sequences, such as colours, and operating system commands, such as titles and links.
    [GeneratedRegex(@"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[@-_]")]
    private static partial Regex Escapes();

    [GeneratedRegex("""^\s*<div class="dni-plaintext"><pre>(?<text>[^<]*)</pre></div>(<style>[^<]*</style>)?\s*$""")]
    private static partial Regex PlainValue();

    [GeneratedRegex(@"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")]
    private static partial Regex Controls();

    [GeneratedRegex(@"^[A-Za-z0-9+/=\s]+$")]
    private static partial Regex Base64();
}
