using Viva.Metrics;

namespace Viva.Display.Charts;

public static partial class Plot
{
    private const int Bins = 10;

    /// <summary>
    /// Receiver operating characteristics: for each model the true-positive rate over the false-positive rate at all thresholds, and the
    /// points that it has at some of them. Rows of equal score are one step.
    /// </summary>
    /// <param name="models">Each model's name, one score for each row, and whether each row is positive.</param>
    /// <param name="thresholds">Where to mark the curves: rows at or above the threshold are predicted positive.</param>
    /// <param name="title">Above the chart.</param>
    /// <exception cref="ArgumentException">There is no model, lengths differ, a score is NaN, or only one class occurs.</exception>
    public static Figure Roc(
        IEnumerable<(string Name, double[] Scores, bool[] Actual)> models,
        IEnumerable<double>? thresholds = null,
        string? title = "ROC"
    )
    {
        var all = Models(models);
        var curves = all.Select(model =>
            {
                var steps = Metric.Steps(model.Scores, model.Actual);
                double positives = steps[^1].Hits,
                    negatives = steps[^1].FalseAlarms;
                return new Series(
                    model.Name,
                    [0, .. steps.Select(step => step.FalseAlarms / negatives)],
                    [0, .. steps.Select(step => step.Hits / positives)]
                );
            })
            .ToArray();
        var marks = (thresholds ?? []).Select(threshold =>
        {
            var points = all.Select(model => RatesAt(model, threshold)).ToArray();
            return new Series(
                "at " + HtmlText.Number(threshold, "0.##"),
                [.. points.Select(point => point.FalsePositive)],
                [.. points.Select(point => point.TruePositive)]
            )
            {
                Points = true,
            };
        });
        return Lines(
            [.. curves, .. marks, new Series("chance", [0, 1], [0, 1])],
            title,
            "false-positive rate",
            "true-positive rate (recall)",
            equalUnits: true
        );
    }

    /// <summary>Precision over recall at all thresholds, from the first row that is predicted positive on.</summary>
    /// <param name="models">Each model's name, one score for each row, and whether each row is positive.</param>
    /// <param name="title">Above the chart.</param>
    /// <exception cref="ArgumentException">There is no model, lengths differ, a score is NaN, or only one class occurs.</exception>
    public static Figure PrecisionRecall(
        IEnumerable<(string Name, double[] Scores, bool[] Actual)> models,
        string? title = "Precision against recall"
    ) =>
        Lines(
            Models(models)
                .Select(model =>
                {
                    var steps = Metric.Steps(model.Scores, model.Actual);
                    return new Series(
                        model.Name,
                        [.. steps.Select(step => (double)step.Hits / steps[^1].Hits)],
                        [.. steps.Select(step => (double)step.Hits / (step.Hits + step.FalseAlarms))]
                    );
                }),
            title,
            "recall",
            "precision"
        );

    /// <summary>
    /// Precision and recall of one model over the threshold, in steps of 0.01; a gap where nothing is predicted positive.
    /// </summary>
    /// <param name="probabilities">One probability for each row.</param>
    /// <param name="actual">Whether each row is positive.</param>
    /// <param name="title">Above the chart.</param>
    /// <exception cref="ArgumentException">Lengths differ, a probability is NaN, or only one class occurs.</exception>
    public static Figure Thresholds(double[] probabilities, bool[] actual, string? title = "Precision and recall against the threshold")
    {
        var model = Models([("", probabilities, actual)])[0];
        double[] thresholds = [.. Enumerable.Range(1, 99).Select(k => k / 100.0)];
        var counts = thresholds.Select(threshold => CountsAt(model, threshold)).ToArray();
        double positives = actual.Count(positive => positive);
        return Lines(
            [
                new Series("precision", thresholds, [.. counts.Select(c => c.Hits / (double)(c.Hits + c.FalseAlarms))]),
                new Series("recall", thresholds, [.. counts.Select(c => c.Hits / positives)]),
            ],
            title,
            "threshold",
            "precision, recall"
        );
    }

    /// <summary>
    /// A reliability diagram (DeGroot and Fienberg 1983): in ten equal bins of the predicted probability its mean and the share of
    /// positives, and beside it how many rows each bin holds.
    /// </summary>
    /// <param name="models">Each model's name, one probability for each row, and whether each row is positive.</param>
    /// <param name="title">Above the chart.</param>
    /// <exception cref="ArgumentException">
    /// There is no model, lengths differ, a probability lies outside 0 to 1, or only one class occurs.
    /// </exception>
    public static Figure Reliability(
        IEnumerable<(string Name, double[] Probabilities, bool[] Actual)> models,
        string? title = "Reliability"
    )
    {
        var all = Models(models);
        if (all.FirstOrDefault(model => model.Scores.Any(p => p is < 0 or > 1)) is { Name: { } outside })
        {
            throw new ArgumentException($"A probability of '{outside}' lies outside 0 to 1.", nameof(models));
        }

        var bins = all.Select(model => model.Scores.Zip(model.Actual).ToLookup(row => Math.Min((int)(row.First * Bins), Bins - 1)))
            .ToArray();
        var lines = all.Zip(
            bins,
            (model, bin) =>
            {
                var filled = Enumerable.Range(0, Bins).Where(k => bin[k].Any()).ToArray();
                return new Series(
                    model.Name,
                    [.. filled.Select(k => bin[k].Average(row => row.First))],
                    [.. filled.Select(k => bin[k].Average(row => row.Second ? 1.0 : 0.0))]
                );
            }
        );
        var counts = all.Zip(
            bins,
            (model, bin) => new Series(model.Name, [.. Enumerable.Range(0, Bins).Select(k => (double)bin[k].Count())])
        );
        return Grid(
            Lines(
                [.. lines, new Series("perfect", [0, 1], [0, 1])],
                title,
                "mean predicted probability",
                "share of positives",
                equalUnits: true
            ),
            GroupedBar(
                Enumerable.Range(0, Bins).Select(k => HtmlText.Number(k / (double)Bins, "0.0")),
                counts,
                "Rows in each bin",
                "predicted probability, from",
                "rows",
                logY: true
            )
        );
    }

    private static (string Name, double[] Scores, bool[] Actual)[] Models(IEnumerable<(string Name, double[] Scores, bool[] Actual)> models)
    {
        ArgumentNullException.ThrowIfNull(models);
        var all = models.ToArray();
        if (all.Length == 0)
        {
            throw new ArgumentException("There is no model.", nameof(models));
        }

        foreach (var model in all)
        {
            _ = Metric.Steps(model.Scores, model.Actual); // says what is wrong with scores or labels
        }

        return all;
    }

    private static (int Hits, int FalseAlarms) CountsAt((string Name, double[] Scores, bool[] Actual) model, double threshold)
    {
        var positive = model.Actual.Where((_, i) => model.Scores[i] >= threshold).ToArray();
        var hits = positive.Count(actual => actual);
        return (hits, positive.Length - hits);
    }

    private static (double FalsePositive, double TruePositive) RatesAt(
        (string Name, double[] Scores, bool[] Actual) model,
        double threshold
    )
    {
        var (hits, falseAlarms) = CountsAt(model, threshold);
        var positives = model.Actual.Count(positive => positive);
        return (falseAlarms / (double)(model.Actual.Length - positives), hits / (double)positives);
    }
}
