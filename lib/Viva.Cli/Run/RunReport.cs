using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;
using Viva.Notebooks.Running;

namespace Viva.Cli.Run;

/// <summary>Reports the outcome of <c>viva run</c>: a table and messages for people, JSON for machines.</summary>
internal static class RunReport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The documented JSON; with several seeds also every value, the mean and the standard deviation.</summary>
    public static string Json(IEnumerable<RunOutcome> outcomes) =>
        new JsonObject { ["notebooks"] = new JsonArray([.. outcomes.Select(Json)]) }.ToJsonString(Indented);

    private static JsonObject Json(RunOutcome outcome)
    {
        var json = new JsonObject
        {
            ["number"] = outcome.Target.Number,
            ["ok"] = outcome.Ok,
            ["seconds"] = Math.Round(outcome.Seconds, 1),
            ["peakMemoryMb"] = Math.Round(outcome.PeakMemoryMb),
            ["data"] = outcome.Data,
            ["results"] = new JsonArray([.. outcome.Results.Select(result => Json(outcome, result))]),
            ["claims"] = new JsonArray([.. outcome.Claims.Select(claim => Json(outcome, claim))]),
        };
        if (outcome.Seeds.Count > 1)
        {
            json["seeds"] = new JsonArray([.. outcome.Seeds.Select(seed => JsonValue.Create(seed))]);
        }

        if (outcome.Failure is { } failure)
        {
            json["error"] = new JsonObject
            {
                ["file"] = failure.File,
                ["cell"] = failure.Cell,
                ["cellId"] = failure.CellId,
                ["line"] = failure.Line,
                ["message"] = failure.Message,
                ["nextStep"] = failure.NextStep,
            };
        }
        return json;
    }

    private static JsonObject Json(RunOutcome outcome, (MeasuredResult First, double[] Values, bool Met) result)
    {
        var (first, values, met) = result;
        var json = new JsonObject { ["name"] = first.Name, ["value"] = Number(RunOutcome.Mean(values)) };
        if (first.AtLeast is { } atLeast)
        {
            json["atLeast"] = atLeast;
        }

        if (first.AtMost is { } atMost)
        {
            json["atMost"] = atMost;
        }

        json["met"] = met;
        if (first.HasBar)
        {
            json["enforced"] = outcome.Counts(first);
        }

        if (first.Quick)
        {
            json["quick"] = true;
        }

        if (outcome.Seeds.Count > 1)
        {
            json["values"] = new JsonArray([.. values.Select(Number)]);
            json["mean"] = Number(RunOutcome.Mean(values));
            json["standardDeviation"] = Number(RunOutcome.StandardDeviation(values));
        }
        return json;
    }

    private static JsonObject Json(RunOutcome outcome, ClaimOutcome claim)
    {
        var json = new JsonObject { ["sentence"] = claim.Sentence };
        if (outcome.Seeds.Count == 1)
        {
            Add(json, claim.BySeed[0]!);
            return json;
        }

        json["held"] = claim.Held;
        json["of"] = claim.Of;
        json["seeds"] = new JsonArray([
            .. claim.BySeed.Zip(
                outcome.Seeds,
                (found, seed) =>
                {
                    var run = new JsonObject { ["seed"] = seed };
                    if (found is null)
                    {
                        run["missing"] = true;
                    }
                    else
                    {
                        Add(run, found);
                    }

                    return run;
                }
            ),
        ]);
        return json;
    }

    private static void Add(JsonObject json, MeasuredClaim claim)
    {
        json["holds"] = claim.Holds;
        json["evidence"] = claim.Evidence;
        json["judged"] = claim.Judged;
        if (!claim.Judged)
        {
            json["notJudged"] = claim.NotJudged;
        }

        json["cell"] = claim.Cell;
        json["cellId"] = claim.CellId;
    }

    /// <summary>JSON has no NaN and no infinity: such a value is null.</summary>
    private static JsonNode? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;

    /// <summary>Failures with their place and next step.</summary>
    public static void WriteFailure(IAnsiConsole console, RunFailure failure)
    {
        console.MarkupLineInterpolated($"[red]FAIL[/] {failure.Where}");
        console.WriteLine($"     {failure.Message.ReplaceLineEndings("\n     ")}");
        foreach (
            var line in failure.Trace.Where(line =>
                !line.Contains(failure.Message, StringComparison.Ordinal) && !failure.Message.Contains(line, StringComparison.Ordinal)
            )
        )
        {
            console.WriteLine($"       {line}");
        }

        console.WriteLine($"     Next: {failure.NextStep}");
    }

    /// <summary>The judged claims that do not hold, each with its place and what the run found.</summary>
    public static void WriteFailedClaims(IAnsiConsole console, string file, NotebookRun run)
    {
        foreach (var claim in run.Claims.Where(claim => claim.Fails))
        {
            console.MarkupLineInterpolated($"[red]FAIL[/] {file}, cell {claim.Cell} ({claim.CellId})");
            console.WriteLine($"     The claim does not hold: {claim.Sentence}");
            console.WriteLine($"     The run found: {claim.Evidence}");
        }
    }

    /// <summary>The claims of all notebooks, or nothing where there are none.</summary>
    public static void WriteClaims(IAnsiConsole console, IReadOnlyList<RunOutcome> outcomes)
    {
        var claimed = outcomes.Where(outcome => outcome.Claims.Count > 0).ToList();
        if (claimed.Count == 0)
        {
            return;
        }

        var seeds = claimed.MaxBy(outcome => outcome.Seeds.Count)!.Seeds;
        var table = new Spectre.Console.Table().Border(TableBorder.Simple);
        string[] headings =
            seeds.Count == 1
                ? ["Notebook", "", "Claim", "Evidence"]
                : ["Notebook", "Claim", .. seeds.Select(seed => seed.ToString(CultureInfo.InvariantCulture)), "Seeds"];
        foreach (var heading in headings)
        {
            table.AddColumn(heading);
        }

        foreach (var outcome in claimed)
        {
            var name = Markup.Escape(outcome.Target.Name);
            foreach (var claim in outcome.Claims)
            {
                var sentence = Markup.Escape(claim.Sentence);
                table.AddRow(
                    seeds.Count == 1
                        ? [name, Verdict(claim.BySeed[0]!), sentence, Markup.Escape(claim.BySeed[0]!.Evidence)]
                        :
                        [
                            name,
                            sentence,
                            .. claim.BySeed.Select(Mark),
                            // A run that was interrupted has not come to the last seeds.
                            .. Enumerable.Repeat("", seeds.Count - claim.BySeed.Count),
                            claim.Words,
                        ]
                );
                name = "";
            }
        }

        console.Write(table);
        if (seeds.Count > 1)
        {
            console.WriteLine("Claims by seed: ✓ holds, ✗ does not hold, ○ not judged.");
        }
    }

    private static string Verdict(MeasuredClaim claim) =>
        !claim.Judged ? Markup.Escape($"not judged ({claim.NotJudged})")
        : claim.Holds ? "[green]holds[/]"
        : "[red]does not hold[/]";

    private static string Mark(MeasuredClaim? claim) =>
        claim is null ? "missing"
        : !claim.Judged ? "○"
        : claim.Holds ? "[green]✓[/]"
        : "[red]✗[/]";

    /// <summary>A row for each result, or one for a notebook that reported none.</summary>
    public static void WriteTable(IAnsiConsole console, IReadOnlyList<RunOutcome> outcomes)
    {
        var table = new Spectre.Console.Table().Border(TableBorder.Simple);
        foreach (var heading in (string[])["Notebook", "", "Data", "Time", "Memory", "Measured", "Value", "Bar"])
        {
            table.AddColumn(heading);
        }

        foreach (var outcome in outcomes)
        {
            string[] lead =
            [
                Markup.Escape(outcome.Target.Name),
                outcome.Ok ? "[green]ok[/]" : "[red]FAIL[/]",
                outcome.Data,
                string.Create(CultureInfo.InvariantCulture, $"{outcome.Seconds:0.0} s"),
                string.Create(CultureInfo.InvariantCulture, $"{outcome.PeakMemoryMb:0} MB"),
            ];
            if (outcome.Results.Count == 0)
            {
                table.AddRow([.. lead, "", "", ""]);
            }

            foreach (var (first, values, met) in outcome.Results)
            {
                table.AddRow([.. lead, Markup.Escape(first.Name), Value(values), Bar(first, met, outcome.Counts(first))]);
                lead = ["", "", "", "", ""];
            }
        }
        console.Write(table);
    }

    private static string Value(double[] values) =>
        !Array.TrueForAll(values, double.IsFinite) ? "not finite"
        : values.Length == 1 ? values[0].ToString("G5", CultureInfo.InvariantCulture)
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{RunOutcome.Mean(values):G5} ± {RunOutcome.StandardDeviation(values):G2} ({values.Length} seeds)"
        );

    private static string Bar(MeasuredResult result, bool met, bool counts)
    {
        var bar = string.Join(
            ", ",
            new[]
            {
                result.AtLeast is { } atLeast ? string.Create(CultureInfo.InvariantCulture, $"at least {atLeast:G5}") : null,
                result.AtMost is { } atMost ? string.Create(CultureInfo.InvariantCulture, $"at most {atMost:G5}") : null,
            }.OfType<string>()
        );
        if (bar.Length == 0)
        {
            return "";
        }

        if (result.Quick)
        {
            bar += " (quick)";
        }

        return met ? $"{bar} [green]met[/]"
            : counts ? $"{bar} [red]missed[/]"
            : $"{bar} missed, not enforced";
    }
}
