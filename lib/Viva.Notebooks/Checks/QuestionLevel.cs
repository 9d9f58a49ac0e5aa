namespace Viva.Notebooks.Checks;

/// <summary>How far along the reader of a question should be.</summary>
public enum QuestionLevel
{
    /// <summary>C# and school mathematics are enough.</summary>
    Introductory,

    /// <summary>Builds on how a network is trained and judged.</summary>
    Intermediate,

    /// <summary>Builds on several of the other questions.</summary>
    Advanced,
}
