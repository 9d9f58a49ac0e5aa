using System.Text.Json.Nodes;

namespace Viva.Notebooks.Running;

/// <summary>A sentence that a notebook claims, and what its run found.</summary>
/// <param name="Sentence">What is claimed; a sentence that comes again has its ordinal added, such as <c>loss falls (2)</c>.</param>
/// <param name="Holds">Whether the run bears it out.</param>
/// <param name="Evidence">What the run measured.</param>
/// <param name="Judged">Whether it counts: in quick mode and on substitute data it does not.</param>
/// <param name="NotJudged">Why it does not count; empty for a judged claim.</param>
public sealed record MeasuredClaim(string Sentence, bool Holds, string Evidence, bool Judged, string NotJudged = "")
{
    /// <summary>The place of its cell among all cells, from 1.</summary>
    public int Cell { get; init; }

    /// <summary>The id of its cell.</summary>
    public string CellId { get; init; } = "";

    /// <summary>Whether it fails the run.</summary>
    public bool Fails => Judged && !Holds;

    /// <summary>
    /// The claim that an output holds as JSON, still without its cell. What does not say that it is judged is not, and what does not say
    /// that it holds does not.
    /// </summary>
    internal static MeasuredClaim Of(JsonNode json) =>
        new(Text(json, "sentence"), Flag(json, "holds"), Text(json, "evidence"), Flag(json, "judged"), Text(json, "notJudged"));

    private static string Text(JsonNode json, string name) =>
        json is JsonObject claim && claim[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    private static bool Flag(JsonNode json, string name) =>
        json is JsonObject claim && claim[name] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;
}
