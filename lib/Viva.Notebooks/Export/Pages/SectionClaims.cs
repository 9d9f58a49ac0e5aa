using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Viva.Notebooks.Documents;
using Viva.Notebooks.Running;

namespace Viva.Notebooks.Export.Pages;

/// <summary>Which claim belongs to which heading of a page, and the badge that the heading gets for it.</summary>
internal sealed partial class SectionClaims
{
    private readonly List<PageHeading> _open = [];
    private readonly Dictionary<string, string> _badges = [];

    /// <summary>The badge of the heading with this id as HTML; empty when its section claims nothing.</summary>
    public string Badge(string id) => _badges.GetValueOrDefault(id, "");

    /// <summary>Begins the section of a heading.</summary>
    public void Begin(PageHeading heading)
    {
        _open.RemoveAll(open => open.Level >= heading.Level);
        if (heading.Level is 2 or 3)
        {
            _open.Add(heading);
        }
    }

    /// <summary>
    /// Takes the claims of a cell. A claim belongs to the section around it whose heading it repeats, or else to the innermost; the last of
    /// a section counts.
    /// </summary>
    public void Add(NotebookCell cell)
    {
        if (_open.Count == 0)
        {
            return;
        }

        foreach (
            var claim in cell
                .Outputs.OfType<JsonObject>()
                .Select(output => NotebookOutput.Data(output, NotebookRunner.ClaimType))
                .OfType<JsonObject>()
                .Select(MeasuredClaim.Of)
        )
        {
            var heading = _open.FindLast(heading => Plain(heading.Text) == Plain(claim.Sentence)) ?? _open[^1];
            _badges[heading.Id] = Html(claim, cell.Id);
        }
    }

    private static string Html(MeasuredClaim claim, string cell)
    {
        var (kind, mark, words) =
            !claim.Judged ? ("open", "○", "not judged")
            : claim.Holds ? ("good", "✓", "holds")
            : ("bad", "✗", "does not hold");
        return $"<a class=\"claim {kind}\" href=\"#cell-{WebUtility.HtmlEncode(cell)}\" aria-label=\"{words}: to the evidence\">"
            + $"<span aria-hidden=\"true\">{mark}</span> {words}</a>";
    }

    // A heading has a number in front, and may differ in marks and signs of quotation.
    private static string Plain(string text) => Others().Replace(Number().Replace(text, ""), "").ToUpperInvariant();

    [GeneratedRegex(@"^\s*\d+(\.\d+)*\.?\s+")]
    private static partial Regex Number();

    [GeneratedRegex(@"[^\p{L}\p{N}]+")]
    private static partial Regex Others();
}
