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
