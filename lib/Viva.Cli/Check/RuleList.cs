using Viva.Notebooks.Checks;

namespace Viva.Cli.Check;

/// <summary>The rules of <c>viva check</c> as a list in a Markdown file, between two comments.</summary>
internal static class RuleList
{
    private const string Start = "<!-- rules of viva check -->";
    private const string End = "<!-- end of the rules -->";

    /// <summary>The text of a Markdown file with the list renewed.</summary>
    /// <exception cref="UsageException">The comments are not there.</exception>
    public static string Renew(string markdown, string file)
    {
        var from = markdown.IndexOf(Start, StringComparison.Ordinal);
        var to = markdown.IndexOf(End, StringComparison.Ordinal);
        if (from < 0 || to < from)
        {
            throw new UsageException($"{file} has no place for the rules: put '{Start}' and, below it, '{End}' where the list belongs.");
        }

        var rules = NotebookCheck.Rules.Select(rule => $"- `{rule.Key}`: {rule.Value}\n");
        return $"{markdown[..(from + Start.Length)]}\n\n{string.Concat(rules)}\n{markdown[to..]}";
    }
}
