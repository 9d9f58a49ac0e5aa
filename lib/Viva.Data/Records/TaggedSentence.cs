namespace Viva.Data.Records;

/// <summary>A sentence with a tag for each of its words.</summary>
/// <param name="Words">The words, in lower case.</param>
/// <param name="Tags"><c>O</c> outside of names; <c>B-PER</c>, <c>B-LOC</c>, <c>B-ORG</c> for the first word of a person's, a place's, an
/// organisation's name, <c>I-PER</c>, <c>I-LOC</c>, <c>I-ORG</c> for its other words.</param>
public sealed record TaggedSentence(string[] Words, string[] Tags);
