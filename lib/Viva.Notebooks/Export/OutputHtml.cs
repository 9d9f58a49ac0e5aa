using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Viva.Notebooks.Documents;

namespace Viva.Notebooks.Export;

/// <summary>Renders what a cell put out.</summary>
internal sealed partial class OutputHtml(HtmlFilter filter, Func<string, string> markdown)
{
    private const int LinesShown = 40;

    // The most telling form first.
    private static readonly string[] Preferred =
        ["text/html", "image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp", "text/markdown", "application/json", "text/plain"];

    /// <summary>The HTML of one output; empty when it shows nothing.</summary>
    public string Render(JsonObject output) => NotebookOutput.Type(output) switch
    {
        "stream" => Text(NotebookOutput.StreamText(output), output["name"]?.GetValue<string>() == "stderr" ? "stream stderr" : "stream"),
        "error" => Error(output),
        _ => Bundle(output),
    };

    private string Bundle(JsonObject output)
    {
        foreach (var type in Preferred)
        {
            if (NotebookOutput.Data(output, type) is not { } data)
                continue;
            var text = NotebookOutput.Text(output, type);
            switch (type)
            {
                case "text/html" when text is not null:
                    return Html(text);
                case "image/svg+xml" when text is not null:
                    return $"<div class=\"picture\">{filter.Clean(text)}</div>";
                case "text/markdown" when text is not null:
                    return $"<div class=\"words\">{markdown(text)}</div>";
                case "application/json":
                    return Text(data.ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = true }), "stream");
                case "text/plain" when text is not null:
                    return Text(text, "value");
                case not "text/html" and not "image/svg+xml" and not "text/markdown" and not "text/plain" when text is not null && Base64().IsMatch(text):
                    var words = NotebookOutput.Text(output, "text/plain") is { Length: > 0 } plain ? plain : "Picture without a description";
                    return $"<div class=\"picture\"><img alt=\"{WebUtility.HtmlEncode(words)}\" src=\"data:{type};base64,{text.ReplaceLineEndings("")}\"></div>";
            }
        }

        return "";
    }

    private string Html(string text)
    {
        var html = filter.Clean(text).Trim();
        return html.Length == 0 ? "" : $"<div class=\"html\">{html}</div>";
    }

    /// <summary>Text as it was printed; what is long is folded, its beginning in sight.</summary>
    private static string Text(string text, string kind)
    {
        text = Colours().Replace(text, "").TrimEnd('\n', '\r');
        if (text.Trim().Length == 0)
            return "";
        var lines = text.Split('\n');
        if (lines.Length <= LinesShown + 10)
            return $"<pre class=\"{kind}\">{WebUtility.HtmlEncode(text)}</pre>";
        var first = string.Join('\n', lines.Take(LinesShown));
        var rest = string.Join('\n', lines.Skip(LinesShown));
        return new StringBuilder($"<pre class=\"{kind}\">{WebUtility.HtmlEncode(first)}</pre>")
            .Append(FormattableString.Invariant($"<details class=\"more\"><summary>{lines.Length - LinesShown:N0} more lines</summary><pre class=\"{kind}\">"))
            .Append(WebUtility.HtmlEncode(rest)).Append("</pre></details>").ToString();
    }

    private static string Error(JsonObject output)
    {
        var name = NotebookJsonText(output["ename"]);
        var message = NotebookJsonText(output["evalue"]);
        var trace = output["traceback"] is JsonArray lines ? Colours().Replace(string.Join('\n', lines.Select(NotebookJsonText)), "") : "";
        return $"<div class=\"error\" role=\"group\" aria-label=\"Error\"><p><strong>{WebUtility.HtmlEncode(name)}</strong> {WebUtility.HtmlEncode(message)}</p>"
            + (trace.Trim().Length > 0 ? $"<pre>{WebUtility.HtmlEncode(trace)}</pre>" : "") + "</div>";
    }

    private static string NotebookJsonText(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    [GeneratedRegex(@"\x1b\[[0-9;]*[A-Za-z]")]
    private static partial Regex Colours();

    [GeneratedRegex(@"^[A-Za-z0-9+/=\s]+$")]
    private static partial Regex Base64();
}
