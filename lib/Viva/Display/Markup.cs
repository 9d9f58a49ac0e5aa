using System.Net;
using System.Text.RegularExpressions;
using Microsoft.DotNet.Interactive.Formatting;
using Viva.Display.Formatters;

namespace Viva.Display;

/// <summary>A finished HTML fragment, with its text for where there is no HTML.</summary>
[TypeFormatterSource(typeof(ViewFormatters<Markup>), PreferredMimeTypes = [MimeTypes.Html, MimeTypes.Text])]
internal sealed partial class Markup(string html, string? text = null) : IView
{
    public string Html { get; } = html;

    public string Text { get; } = text ?? WebUtility.HtmlDecode(Tags().Replace(html, "")).Trim();

    /// <summary>Plain text in a fixed-width font, not interpreted.</summary>
    internal static Markup OfText(string text) => new($"<pre style=\"margin:0\">{HtmlText.Encode(text)}</pre>", text);

    public override string ToString() => Text;

    [GeneratedRegex("<(script|style)[^>]*>.*?</\\1>|<[^>]*>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Tags();
}
