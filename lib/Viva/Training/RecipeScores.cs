using Viva.Display;

namespace Viva.Training;

/// <summary>What one recipe of a <see cref="Comparison"/> reached.</summary>
public sealed class RecipeScores
{
    private readonly string? _format;

    internal RecipeScores(
        string name,
        IReadOnlyList<(double Rate, double Validation)> tuning,
        double? rate,
        double[] scores,
        double seconds,
        string? format
    ) => (Name, Tuning, Rate, Scores, Seconds, _format) = (name, tuning, rate, scores, seconds, format);

    /// <summary>The recipe's name.</summary>
    public string Name { get; }

    /// <summary>What each learning rate reached on validation data; empty where nothing was tuned.</summary>
    public IReadOnlyList<(double Rate, double Validation)> Tuning { get; }

    /// <summary>The learning rate of the reported trainings; null where the recipe has none.</summary>
    public double? Rate { get; }

    /// <summary>Whether the best rate is the smallest or the largest that was tried, so that a better one may lie beyond.</summary>
    public bool RateAtEdge => Tuning.Count > 0 && (Rate <= Tuning.Min(t => t.Rate) || Rate >= Tuning.Max(t => t.Rate));

    /// <summary>The score on test data for each of the comparison's seeds; infinite, at the bad end, where the training diverged.</summary>
    public double[] Scores { get; }

    /// <summary>The mean score on test data.</summary>
    public double Mean => Scores.Average();

    /// <summary>The standard deviation of the scores over the seeds, with n - 1; NaN for one seed or after a divergence.</summary>
    public double Deviation
    {
        get
        {
            var mean = Mean;
            return Math.Sqrt(Scores.Sum(score => (score - mean) * (score - mean)) / (Scores.Length - 1));
        }
    }

    /// <summary>The least score on test data.</summary>
    public double Min => Scores.Min();

    /// <summary>The largest score on test data.</summary>
    public double Max => Scores.Max();

    /// <summary>The mean time of one training and its measurement, in seconds.</summary>
    public double Seconds { get; }

    /// <summary>Name, mean and standard deviation in words, for the evidence of a claim.</summary>
    public override string ToString() => $"{Name} {Number(Mean)}{(double.IsFinite(Deviation) ? $" ± {Number(Deviation)}" : "")}";

    internal string Number(double value) => HtmlText.Number(value, _format);
}
