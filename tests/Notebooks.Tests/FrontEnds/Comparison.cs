using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Viva.Notebooks.Documents;

namespace Notebooks.Tests.FrontEnds;

/// <summary>
/// Holds what a front end shows against what <c>viva run</c> wrote: the same but for times, and nothing that a reader should not see.
/// </summary>
internal sealed partial class Comparison(NotebookDocument expected)
{
    private readonly List<string> _problems = [];

    /// <summary>What was found so far, a line each.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Fails with every problem found.</summary>
    public void AssertNone() => Assert.True(_problems.Count == 0, string.Join('\n', _problems));

    /// <summary>Adds a problem that the front end told itself.</summary>
    public void Add(string cell, string problem) => _problems.Add($"{cell}: {problem}");

    /// <summary>Compares the outputs of one cell.</summary>
    public void Compare(string cell, IReadOnlyList<Shown> shown)
    {
        foreach (var output in shown)
        {
            if (output.Stream == "stderr")
            {
                Add(cell, $"writes to stderr: {Start(output.Text)}");
            }
            else if (output.Stream is null && output.Html is null)
            {
                Add(cell, $"shows a value without HTML: {Start(output.Text)}");
            }

            if (
                output.Text.Contains("<null>", StringComparison.Ordinal)
                || output.Html?.Contains("&lt;null&gt;", StringComparison.Ordinal) == true
            )
            {
                Add(cell, "shows <null>");
            }
        }

        // What is a problem already is not compared too.
        IReadOnlyList<Shown> theirs =
        [
            .. shown.Where(output =>
                output.Stream != "stderr" && !output.Data.Values.Any(value => value.Contains("null&gt;", StringComparison.Ordinal))
            ),
        ];
        var source = expected.Cells.Single(candidate => candidate.Id == cell);
        var ours = Shown.Of(source);
        // viva run repeats the check after a solution and adds its outputs.
        if (source.Tags.Contains("solution"))
        {
            ours = [.. ours.Take(theirs.Count)];
        }

        if (theirs.Count != ours.Count)
        {
            Add(
                cell,
                $"shows {theirs.Count} outputs, viva run {ours.Count}: "
                    + $"{string.Join(" | ", theirs.Select(output => Start(output.Text)))} against "
                    + $"{string.Join(" | ", ours.Select(output => Start(output.Text)))}"
            );
            return;
        }
        foreach (var (their, our) in theirs.Zip(ours))
        {
            Compare(cell, their, our);
        }
    }

    private void Compare(string cell, Shown their, Shown our)
    {
        if (their.Stream != our.Stream)
        {
            Add(cell, $"shows {their.Stream ?? "a value"}, viva run {our.Stream ?? "a value"}: {Start(their.Text)}");
            return;
        }
        Equal(cell, "text", WithoutTimes(their.Text), WithoutTimes(our.Text));
        // A value that tells a time has it in its HTML too, in cells of tables and points of curves.
        var timed = WithoutTimes(our.Text) != our.Text;
        Equal(cell, "HTML", Html(their, timed), Html(our, timed));
        foreach (var (type, content) in our.Data.Where(entry => entry.Key.EndsWith("+json", StringComparison.Ordinal)))
        {
            if (!JsonNode.DeepEquals(JsonNode.Parse(content), their.Data.TryGetValue(type, out var other) ? JsonNode.Parse(other) : null))
            {
                Add(cell, $"{type} differs: {other} against {content}");
            }
        }
    }

    private void Equal(string cell, string what, string theirs, string ours)
    {
        if (theirs == ours)
        {
            return;
        }

        var at = theirs.Zip(ours).TakeWhile(pair => pair.First == pair.Second).Count();
        Add(cell, $"{what} differs: \"{Around(theirs, at)}\" against \"{Around(ours, at)}\"");
    }

    private static string Html(Shown output, bool timed) => timed ? Number().Replace(output.Html ?? "", "#") : output.Html ?? "";

    /// <summary>The text with <c>#</c> for each time, rate, and ratio of times, in sentences and in the columns of tables.</summary>
    public static string WithoutTimes(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var rule = 1; rule < lines.Length; rule++)
        {
            if (!TableRule().IsMatch(lines[rule]))
            {
                continue;
            }

            foreach (var column in Dashes().EnumerateMatches(lines[rule]))
            {
                if (!HeaderOfTimes().IsMatch(Slice(lines[rule - 1], column)))
                {
                    continue;
                }

                for (var row = rule + 1; row < lines.Length && lines[row].Length >= column.Index + column.Length; row++)
                {
                    lines[row] = lines[row].Remove(column.Index, column.Length).Insert(column.Index, "#");
                }
            }
        }
        return Time().Replace(string.Join('\n', lines), "#");
    }

    private static string Slice(string line, ValueMatch column) =>
        column.Index < line.Length ? line[column.Index..Math.Min(line.Length, column.Index + column.Length)] : "";

    private static string Start(string text) => Around(text, 0);

    private static string Around(string text, int at) =>
        text[Math.Max(0, at - 40)..Math.Min(text.Length, at + 120)].ReplaceLineEndings("↵");

    [GeneratedRegex(@"\d[\d.,]*( ?(ns|µs|ms|s|min|h|MB)| (seconds|minutes|times|samples/s|images/s))\b")]
    private static partial Regex Time();

    [GeneratedRegex(@"\d[\d.,]*(E[+-]?\d+)?", RegexOptions.IgnoreCase)]
    private static partial Regex Number();

    [GeneratedRegex("^-+( +-+)*$")]
    private static partial Regex TableRule();

    [GeneratedRegex("-+")]
    private static partial Regex Dashes();

    [GeneratedRegex(@"(^|[ ,(])(ns|µs|ms|s|min|[Ss]econds|[Mm]inutes|MB|samples/s|images/s)\)?\s*$")]
    private static partial Regex HeaderOfTimes();
}
