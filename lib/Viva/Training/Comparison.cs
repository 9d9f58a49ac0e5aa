using Microsoft.DotNet.Interactive.Formatting;
using Viva.Display;
using Viva.Display.Formatters;

namespace Viva.Training;

/// <summary>Several recipes over several seeds; made by <see cref="Compare"/>. As the value of a cell it shows itself as a table.</summary>
[TypeFormatterSource(typeof(ViewFormatters<Comparison>), PreferredMimeTypes = [MimeTypes.Html, MimeTypes.Text])]
public sealed class Comparison : IView
{
    private readonly bool _lowerIsBetter;
    private readonly string _measure;

    internal Comparison(IReadOnlyList<RecipeScores> recipes, int[] seeds, bool lowerIsBetter, string measure) =>
        (Recipes, Seeds, _lowerIsBetter, _measure) = (recipes, seeds, lowerIsBetter, measure);

    /// <summary>The recipes, in the order in which they were given.</summary>
    public IReadOnlyList<RecipeScores> Recipes { get; }

    /// <summary>The seeds of the reported trainings.</summary>
    public int[] Seeds { get; }

    /// <summary>What the recipe of this name reached.</summary>
    /// <exception cref="ArgumentException">There is no such recipe; the message names those there are.</exception>
    public RecipeScores this[string name] =>
        Recipes.FirstOrDefault(recipe => recipe.Name == name)
        ?? throw new ArgumentException(
            $"There is no recipe '{name}'; the recipes are {string.Join(", ", Recipes.Select(r => r.Name))}.",
            nameof(name)
        );

    /// <summary>At how many seeds the first recipe's test score is strictly better than the second one's.</summary>
    /// <exception cref="ArgumentException">There is no recipe of a name.</exception>
    public int Wins(string name, string over) =>
        this[name].Scores.Zip(this[over].Scores, (one, other) => _lowerIsBetter ? one < other : one > other).Count(won => won);

    string IView.Html
    {
        get
        {
            var notes = string.Concat(Notes().Select(note => $"<div style=\"font-size:.9em\">{HtmlText.Encode(note)}</div>"));
            return ((IView)Table()).Html + notes;
        }
    }

    string IView.Text => string.Join("\n", Notes().Prepend(((IView)Table()).Text));

    /// <summary>The table as text.</summary>
    public override string ToString() => ((IView)this).Text;

    private Table Table()
    {
        var table = new Table("Recipe", "Learning rate", $"Mean {_measure}", "Deviation", "Min to max", "Seconds");
        foreach (var recipe in Recipes)
        {
            var rate = recipe.Rate is { } value ? HtmlText.Number(value) + (recipe.RateAtEdge ? " *" : "") : "none";
            var range = $"{recipe.Number(recipe.Min)} to {recipe.Number(recipe.Max)}";
            var deviation = double.IsFinite(recipe.Deviation) ? recipe.Number(recipe.Deviation) : "–";
            table.Add(recipe.Name, rate, recipe.Number(recipe.Mean), deviation, range, recipe.Seconds);
        }

        return table.Format("Seconds", "0.0");
    }

    private IEnumerable<string> Notes()
    {
        yield return Seeds.Length == 1
            ? "One seed, so there is no spread. Seconds are those of one training."
            : FormattableString.Invariant($"{Seeds.Length} seeds. Seconds are the mean of one training.");
        if (Recipes.Any(recipe => recipe.RateAtEdge))
        {
            yield return "* The best learning rate is the first or the last of those tried: a better one may lie beyond.";
        }

        if (Recipes.Any(recipe => recipe.Rate is not null && recipe.Tuning.Count == 0))
        {
            yield return "One learning rate was given, so nothing was tuned.";
        }

        foreach (var recipe in Recipes)
        {
            if (recipe.Scores.Count(double.IsInfinity) is > 0 and var lost)
            {
                yield return FormattableString.Invariant($"{recipe.Name}: {lost} of {Seeds.Length} trainings diverged.");
            }
        }
    }
}
