namespace Viva.Data.Records;

/// <summary>One opinion with its verdict.</summary>
/// <param name="Text">What was written.</param>
/// <param name="Positive">Whether the writer is content.</param>
/// <param name="Domain">What it is about, such as <c>film</c>.</param>
/// <param name="Trait">
/// What makes it hard or easy to read: <c>plain</c>, <c>negation</c>, <c>concession</c> or <c>irony</c>; empty where nobody has said.
/// </param>
public sealed record Review(string Text, bool Positive, string Domain, string Trait = "");
