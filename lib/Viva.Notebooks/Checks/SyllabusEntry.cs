using System.Globalization;

namespace Viva.Notebooks.Checks;

/// <summary>One of the thirty questions.</summary>
/// <param name="Number">1 to 30.</param>
/// <param name="Slug">The words in the file's name.</param>
/// <param name="Question">The question, short.</param>
/// <param name="Level">How far along a reader should be.</param>
/// <param name="Data">The data that its notebook uses.</param>
public sealed record SyllabusEntry(int Number, string Slug, string Question, QuestionLevel Level, string Data)
{
    /// <summary>Whether the question asks for a program, which its notebook puts first.</summary>
    public bool IsCoding => Number >= 23;

    /// <summary>The notebook's file in <c>notebooks/</c>.</summary>
    public string FileName => string.Create(CultureInfo.InvariantCulture, $"{Number:00}-{Slug}.ipynb");
}
