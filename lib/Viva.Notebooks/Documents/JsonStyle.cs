using System.Text.RegularExpressions;

namespace Viva.Notebooks.Documents;

/// <summary>How a JSON file is laid out, so that a changed notebook is written the way its author's tool writes it.</summary>
/// <param name="Indent">The white space of one level.</param>
/// <param name="NewLine">What ends a line.</param>
/// <param name="FinalNewLine">Whether the file ends with one.</param>
/// <param name="SortKeys">Whether the keys of every object are put in order.</param>
/// <param name="AsciiOnly">Whether characters beyond ASCII are written as escapes.</param>
/// <param name="KeepRaw">Whether untouched values keep the spelling they were read with (<c>1e-5</c>, <c>\u00e9</c>).</param>
internal sealed partial record JsonStyle(string Indent, string NewLine, bool FinalNewLine, bool SortKeys, bool AsciiOnly, bool KeepRaw)
{
    /// <summary>What <c>nbformat.write</c> writes.</summary>
    public static JsonStyle Canonical { get; } = new(" ", "\n", FinalNewLine: true, SortKeys: true, AsciiOnly: false, KeepRaw: false);

    /// <summary>The style of an existing file; one without line breaks is laid out like the canonical form.</summary>
    public static JsonStyle Of(string json)
    {
        var firstLine = FirstIndent().Match(json);
        return new JsonStyle(
            firstLine.Success ? firstLine.Groups["indent"].Value : Canonical.Indent,
            firstLine.Success ? firstLine.Groups["newline"].Value : Canonical.NewLine,
            FinalNewLine: json.EndsWith('\n'),
            SortKeys: false,
            AsciiOnly: System.Text.Ascii.IsValid(json) && EscapedLetter().IsMatch(json),
            KeepRaw: true
        );
    }

    [GeneratedRegex(@"^\s*\{(?<newline>\r?\n)(?<indent>[ \t]+)""")]
    private static partial Regex FirstIndent();

    // An escape that no tool needs to write: a letter or symbol from U+0080 up that is not half of a pair on its own.
    [GeneratedRegex(@"(?<!\\)(\\\\)*\\u(00[89a-fA-F]|0[1-9a-fA-F]|[1-9a-cA-CefEF])")]
    private static partial Regex EscapedLetter();
}
