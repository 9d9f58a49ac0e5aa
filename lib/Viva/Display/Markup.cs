using System.Net;
using System.Text.RegularExpressions;

namespace Viva.Display;

/// <summary>A finished HTML fragment, with its text for where there is no HTML.</summary>
[TypeFormatterSource(typeof(ViewFormatters), PreferredMimeTypes = [MimeTypes.Html, MimeTypes.Text])]
internal sealed partial class Markup(string html, string? text = null) : IView
{
    public string Html { get; } = html;

    public string Text { get; } = text ?? WebUtility.HtmlDecode(Tags().Replace(html, "")).Trim();

    public override string ToString() => Text;

    [GeneratedRegex("<(script|style)[^>]*>.*?</\\1>|<[^>]*>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Tags();
}
