using System.Diagnostics;
using System.Globalization;
using Viva.Display;
using Viva.Display.Live;
using Viva.Runtime;
using static TorchSharp.torch;

namespace Viva.Training;

/// <summary>Fair comparisons: several recipes over several seeds at equal budget, each at its own tuned learning rate.</summary>
public static class Compare
{
    private const int MaxSeeds = 99;

    /// <summary>
    /// For each recipe, tries every learning rate once, takes the one with the best validation score, trains with it once for each seed,
    /// and reports the test scores. The seeds are 100 times <see cref="Run.Seed"/>, plus 1, plus 2 and so on; tuning uses plus 0, so that
    /// no reported training took part in the choice. Before each training the random numbers of torch start from its seed, so a
    /// training does not depend on those before it. The progress is shown; trainers inside should be quiet.
    /// </summary>
    /// <remarks>
    /// A training that diverges (<see cref="DivergedException"/>), or whose score is NaN, counts as the worst: minus infinity, or infinity
    /// where lower is better. Other exceptions end the comparison. Tensors that a recipe makes are freed after it. A model keeps its
    /// weights, but TorchSharp's recurrent layers do not: where one is to outlive its recipe, take its parameters out of the scope
    /// (<c>DetachFromDisposeScope</c>).
    /// </remarks>
    /// <param name="recipes">The recipes, each with a name of its own.</param>
    /// <param name="rates">The learning rates to try. A single one is taken as it is.</param>
    /// <param name="seeds">How many trainings are reported for each recipe, 1 to 99; at least 3 for a spread that says something.</param>
    /// <param name="lowerIsBetter">Whether scores are errors or losses.</param>
    /// <param name="format">How scores are written, such as <c>"0.0%"</c>; four digits unless given.</param>
    /// <param name="measure">What the scores are, for the head of the table.</param>
    /// <exception cref="ArgumentException">
    /// No recipes, a name twice, no rates, a rate that is not above 0, rates of a recipe that are not as many as the common ones, or a
    /// number of seeds out of range.
    /// </exception>
    public static Comparison Recipes(
        IReadOnlyList<Recipe> recipes,
        IReadOnlyList<double> rates,
        int seeds,
        bool lowerIsBetter = false,
        string? format = null,
        string measure = "test score"
    )
    {
        CheckArguments(recipes, rates, seeds, measure);
        int[] reported = [.. Enumerable.Range(1, seeds).Select(Seed)];
        var trainings = recipes.Sum(recipe => seeds + (recipe.HasRate && rates.Count > 1 ? rates.Count : 0));
        var interruption = Interruption.Of();
        using var progress = new Progress(trainings, "training");
        return new Comparison([.. recipes.Select(Scores)], reported, lowerIsBetter, measure);

        RecipeScores Scores(Recipe recipe)
        {
            var own = recipe.Rates ?? rates;
            (double Rate, double Validation)[] tuning =
                recipe.HasRate && own.Count > 1 ? [.. own.Select(rate => (rate, Train(recipe, rate, Seed(0)).Validation))] : [];

            // Order is stable, so the smallest rate wins among equals.
            var chosen =
                tuning.Length == 0 ? own[0]
                : lowerIsBetter ? tuning.OrderBy(t => t.Rate).MinBy(t => t.Validation).Rate
                : tuning.OrderBy(t => t.Rate).MaxBy(t => t.Validation).Rate;

            var clock = Stopwatch.StartNew();
            double[] scores = [.. reported.Select(seed => Train(recipe, chosen, seed).Test)];
            var seconds = clock.Elapsed.TotalSeconds / seeds;
            return new RecipeScores(recipe.Name, tuning, recipe.HasRate ? chosen : null, scores, seconds, format);
        }

        Score Train(Recipe recipe, double rate, int seed)
        {
            interruption.ThrowIfRequested();
            var worst = lowerIsBetter ? double.PositiveInfinity : double.NegativeInfinity;
            var score = new Score(worst, worst);
            Run.Reseed(seed);
            using (NewDisposeScope())
            {
                try
                {
                    var (validation, test) = recipe.Run(rate, seed);
                    score = new Score(double.IsNaN(validation) ? worst : validation, double.IsNaN(test) ? worst : test);
                }
                catch (DivergedException)
                {
                    // The worst score.
                }
            }

            var at = recipe.HasRate ? $", learning rate {HtmlText.Number(rate)}" : "";
            progress.Step($"{recipe.Name}{at}: {HtmlText.Number(score.Validation, format)}");
            return score;
        }
    }

    /// <summary>The seed of this place; one that <see cref="Run.Reseed"/> takes for every <see cref="Run.Seed"/>.</summary>
    private static int Seed(int place) => (int)(((100L * Run.Seed) + place) % int.MaxValue);

    private static void CheckArguments(IReadOnlyList<Recipe> recipes, IReadOnlyList<double> rates, int seeds, string measure)
    {
        ArgumentNullException.ThrowIfNull(recipes);
        ArgumentNullException.ThrowIfNull(rates);
        ArgumentException.ThrowIfNullOrWhiteSpace(measure);
        ArgumentOutOfRangeException.ThrowIfLessThan(seeds, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(seeds, MaxSeeds);
        if (recipes.Count == 0)
        {
            throw new ArgumentException("There are no recipes to compare.", nameof(recipes));
        }

        if (recipes.GroupBy(recipe => recipe.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Two recipes are called '{twice.Key}'; each needs a name of its own.", nameof(recipes));
        }

        CheckRates(rates, nameof(rates));
        foreach (var recipe in recipes.Where(recipe => recipe.Rates is not null))
        {
            CheckRates(recipe.Rates!, nameof(recipes));
            if (recipe.Rates!.Count != rates.Count)
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"'{recipe.Name}' has {recipe.Rates.Count} learning rates and the others {rates.Count}; "
                            + $"give it as many, so that the budget is equal."
                    ),
                    nameof(recipes)
                );
            }
        }
    }

    private static void CheckRates(IReadOnlyList<double> rates, string name)
    {
        if (rates.Count == 0)
        {
            throw new ArgumentException("There are no learning rates to try.", name);
        }

        if (rates.Any(rate => !(rate > 0 && double.IsFinite(rate))))
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Learning rate {rates.First(rate => !(rate > 0 && double.IsFinite(rate)))} is not above 0."),
                name
            );
        }
    }
}
