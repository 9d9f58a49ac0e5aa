using Microsoft.ML;
using Microsoft.ML.Data;
using Viva.Metrics;
using static TorchSharp.torch;

namespace Viva.Tests.Metrics;

public sealed class MetricTests
{
    // actual 0: 3 right, 1 as class 1; actual 1: 2 right, 1 as 0, 1 as 2; actual 2: 2 right
    private static readonly int[] Actual = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2];
    private static readonly int[] Predicted = [0, 0, 0, 1, 1, 1, 0, 2, 2, 2];

    [Fact]
    public void Accuracy_is_the_fraction_of_equal_pairs()
    {
        Assert.Equal(0.7, Metric.Accuracy(Predicted, Actual), 1e-12);
        using var scope = NewDisposeScope();
        Assert.Equal(0.7, Metric.Accuracy(tensor(Predicted), tensor(Actual)), 1e-12);
        var logits = nn.functional.one_hot(tensor(Predicted).to(int64), 3).to(float32);
        Assert.Equal(0.7, Metric.Accuracy(logits, tensor(Actual).to(int64)), 1e-12);
    }

    [Fact]
    public void A_confusion_matrix_gives_the_figures_computed_by_hand()
    {
        var matrix = Confusion.Of(Predicted, Actual);
        Assert.Equal(
            new[,]
            {
                { 3, 1, 0 },
                { 1, 2, 1 },
                { 0, 0, 2 },
            },
            matrix.ToArray()
        );
        Assert.Equal((3, 10, 1), (matrix.Classes, matrix.Count, matrix[1, 2]));
        Assert.Equal(0.7, matrix.Accuracy, 1e-12);
        Assert.Equal(0.75, matrix.Precision(0), 1e-12);
        Assert.Equal(2 / 3.0, matrix.Precision(1), 1e-12);
        Assert.Equal(2 / 3.0, matrix.Precision(2), 1e-12);
        Assert.Equal(0.75, matrix.Recall(0), 1e-12);
        Assert.Equal(0.5, matrix.Recall(1), 1e-12);
        Assert.Equal(1, matrix.Recall(2), 1e-12);
        Assert.Equal(4 / 7.0, matrix.F1(1), 1e-12);
        Assert.Equal(0.8, matrix.F1(2), 1e-12);
        Assert.Equal(0.75, matrix.MacroRecall, 1e-12);
        Assert.Equal((0.75 + (2 / 3.0) + (2 / 3.0)) / 3, matrix.MacroPrecision, 1e-12);
        Assert.Equal((0.75 + (4 / 7.0) + 0.8) / 3, matrix.MacroF1, 1e-12);
        Assert.Equal(0.7, matrix.MicroF1, 1e-12);
    }

    [Fact]
    public void A_class_that_is_never_predicted_counts_as_zero()
    {
        var matrix = Confusion.Of([0, 0], [0, 1], classes: 3);
        Assert.Equal((0, 0, 0), (matrix.Precision(1), matrix.Recall(2), matrix.F1(2)));
    }

    [Fact]
    public void Macro_means_go_over_the_classes_that_occur_as_in_scikit_learn()
    {
        // precision_score, recall_score and f1_score of scikit-learn 1.2.1 with average="macro"
        var absent = Confusion.Of([0, 2, 1, 1, 3, 2], [0, 0, 1, 1, 1, 3], classes: 10);
        Assert.Equal(0.5, absent.MacroPrecision, 1e-12);
        Assert.Equal(0.29166666666666663, absent.MacroRecall, 1e-12);
        Assert.Equal(0.3666666666666667, absent.MacroF1, 1e-12);
        var predictedOnly = Confusion.Of([0, 0, 1, 1, 0, 1, 1, 5, 5, 1], [0, 0, 0, 0, 1, 1, 1, 1, 1, 1]);
        Assert.Equal(0.4222222222222222, predictedOnly.MacroPrecision, 1e-12);
        Assert.Equal(0.3333333333333333, predictedOnly.MacroRecall, 1e-12);
        Assert.Equal(0.37229437229437234, predictedOnly.MacroF1, 1e-12);
    }

    [Fact]
    public void One_score_a_target_is_read_by_its_threshold_and_refused_without_one()
    {
        using var scope = NewDisposeScope();
        var actual = tensor(new long[] { 0, 0, 1, 1, 1 });
        var logits = tensor(new[] { -2f, 0.3f, 0.2f, 1.5f, 0.1f });
        Assert.Equal(0.8, Metric.Accuracy(logits, actual, threshold: 0), 1e-12);
        Assert.Equal(0.8, Metric.Accuracy(logits.unsqueeze(1), actual, threshold: 0), 1e-12);
        Assert.Equal(0.8, Metric.Accuracy(sigmoid(logits), actual.to(float32).unsqueeze(1), threshold: 0.5), 1e-12);
        Assert.Equal(
            new[,]
            {
                { 1, 1 },
                { 0, 3 },
            },
            Confusion.Of(sigmoid(logits), actual, threshold: 0.5).ToArray()
        );
        foreach (var scores in (Tensor[])[logits, logits.unsqueeze(1), sigmoid(logits)])
        {
            Assert.Contains(
                "set threshold to 0 for logits or 0.5 for probabilities",
                Assert.Throws<ArgumentException>(() => Metric.Accuracy(scores, actual)).Message,
                StringComparison.Ordinal
            );
            Assert.Throws<ArgumentException>(() => Confusion.Of(scores, actual));
        }

        Assert.Contains(
            "Target 0 is class 2, which lies outside 0 to 1",
            Assert.Throws<ArgumentException>(() => Metric.Accuracy(logits, actual + 2, threshold: 0)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Several_targets_a_sample_are_read_along_the_axis_of_the_classes()
    {
        using var scope = NewDisposeScope();
        var actual = tensor(
            new long[,]
            {
                { 0, 2, 1 },
                { 1, 1, 2 },
            }
        );
        var guessed = tensor(
            new long[,]
            {
                { 0, 2, 2 },
                { 1, 0, 2 },
            }
        ); // 4 of 6
        var last = nn.functional.one_hot(guessed, 4).to(float32);
        Assert.Equal(4 / 6.0, Metric.Accuracy(last, actual), 1e-12);
        Assert.Equal(4 / 6.0, Metric.Accuracy(last.transpose(1, 2), actual), 1e-12);
        Assert.Equal(4 / 6.0, Metric.Accuracy(guessed, actual), 1e-12);

        var square = nn.functional.one_hot(guessed, 3).to(float32);
        Assert.Contains(
            "set classAxis to 1 or 2",
            Assert.Throws<ArgumentException>(() => Metric.Accuracy(square, actual)).Message,
            StringComparison.Ordinal
        );
        Assert.Equal(4 / 6.0, Metric.Accuracy(square, actual, classAxis: -1), 1e-12);
        Assert.Equal(4 / 6.0, Metric.Accuracy(square.transpose(1, 2), actual, classAxis: 1), 1e-12);

        // What cross-entropy leaves out is left out.
        actual[0, 2] = -100;
        Assert.Equal(4 / 5.0, Metric.Accuracy(last, actual), 1e-12);
        Assert.Equal(5, Confusion.Of(last, actual).Count);
    }

    [Fact]
    public void Scores_that_are_NaN_and_classes_that_cannot_be_are_refused_by_place()
    {
        using var scope = NewDisposeScope();
        var logits = eye(3);
        Assert.Equal(1, Metric.Accuracy(logits, arange(3)));
        Assert.Contains("target 0 hold NaN", Message(logits * float.NaN, arange(3)), StringComparison.Ordinal);
        logits[2, 0] = float.NaN;
        Assert.Contains("target 2 hold NaN", Message(logits, arange(3)), StringComparison.Ordinal);
        Assert.Contains(
            "Target 1 is class 3, which lies outside 0 to 2",
            Message(eye(3), tensor(new long[] { 0, 3, 2 })),
            StringComparison.Ordinal
        );
        Assert.Contains("target 2 is not one", Message(eye(3), tensor(new[] { 0, 1, 1.5f })), StringComparison.Ordinal);
        Assert.Contains("all are -100", Message(eye(3), full([3], -100, dtype: int64)), StringComparison.Ordinal);

        static string Message(Tensor predicted, Tensor actual) =>
            Assert.Throws<ArgumentException>(() => Metric.Accuracy(predicted, actual)).Message;
    }

    [Fact]
    public void Several_classes_agree_with_the_evaluator_of_ML_NET()
    {
        var random = new Random(5);
        var rows = Enumerable
            .Range(0, 400)
            .Select(_ =>
            {
                var scores = Enumerable.Range(0, 4).Select(_ => (float)random.NextDouble()).ToArray();
                var truth = random.NextDouble() < 0.6 ? Array.IndexOf(scores, scores.Max()) : random.Next(4);
                return new ClassRow { Label = (uint)truth, Score = [.. scores.Select(s => s / scores.Sum())] };
            })
            .ToArray();
        var ml = new MLContext(1);
        var data = ml
            .Transforms.Conversion.MapValueToKey(
                "Key",
                nameof(ClassRow.Label),
                keyOrdinality: Microsoft.ML.Transforms.ValueToKeyMappingEstimator.KeyOrdinality.ByValue
            )
            .Append(ml.Transforms.Conversion.MapValueToKey("PredictedLabel", nameof(ClassRow.Label)))
            .Fit(ml.Data.LoadFromEnumerable(rows))
            .Transform(ml.Data.LoadFromEnumerable(rows));
        var theirs = ml.MulticlassClassification.Evaluate(data, "Key", "Score");

        var ours = Confusion.Of(rows.Select(r => Array.IndexOf(r.Score, r.Score.Max())), rows.Select(r => (int)r.Label), classes: 4);

        Assert.Equal(theirs.MicroAccuracy, ours.Accuracy, 1e-9);
        Assert.Equal(theirs.MacroAccuracy, ours.MacroRecall, 1e-9);
        for (var c = 0; c < 4; c++)
        {
            Assert.Equal(theirs.ConfusionMatrix.PerClassPrecision[c], ours.Precision(c), 1e-9);
            Assert.Equal(theirs.ConfusionMatrix.PerClassRecall[c], ours.Recall(c), 1e-9);
            for (var d = 0; d < 4; d++)
            {
                Assert.Equal(theirs.ConfusionMatrix.Counts[c][d], ours[c, d]);
            }
        }
    }

    [Fact]
    public void Two_classes_agree_with_the_evaluator_of_ML_NET()
    {
        var random = new Random(6);
        var rows = Enumerable
            .Range(0, 500)
            .Select(_ =>
            {
                var probability = Math.Round(random.NextDouble(), 2); // rounded, so that there are ties
                return new BinaryRow
                {
                    Label = random.NextDouble() < probability,
                    Score = (float)(probability - 0.5),
                    Probability = (float)probability,
                    PredictedLabel = probability > 0.5,
                };
            })
            .ToArray();
        var ml = new MLContext(1);
        var theirs = ml.BinaryClassification.Evaluate(ml.Data.LoadFromEnumerable(rows));
        var labels = rows.Select(r => r.Label).ToArray();

        Assert.Equal(theirs.AreaUnderRocCurve, Metric.RocAuc(rows.Select(r => (double)r.Score), labels), 1e-6);
        // Theirs is in bits.
        Assert.Equal(theirs.LogLoss * Math.Log(2), Metric.LogLoss(rows.Select(r => (double)r.Probability), labels), 1e-6);
        var matrix = Confusion.Of(rows.Select(r => r.PredictedLabel), labels);
        Assert.Equal(theirs.F1Score, matrix.F1(1), 1e-9);
        Assert.Equal(theirs.PositivePrecision, matrix.Precision(1), 1e-9);
        Assert.Equal(theirs.NegativeRecall, matrix.Recall(0), 1e-9);
    }

    [Fact]
    public void Ranking_figures_equal_those_published_for_scikit_learns_example()
    {
        double[] scores = [0.1, 0.4, 0.35, 0.8];
        bool[] actual = [false, false, true, true];
        Assert.Equal(0.75, Metric.RocAuc(scores, actual), 1e-12);
        Assert.Equal(0.8333333333, Metric.AveragePrecision(scores, actual), 1e-9);
        Assert.Equal(0.5, Metric.RocAuc([1, 1, 1, 1], actual), 1e-12);
        Assert.Equal(0.5, Metric.AveragePrecision([1, 1, 1, 1], actual), 1e-12);
        Assert.Equal(
            (-Math.Log(0.9) - Math.Log(0.8) - Math.Log(0.7) - Math.Log(0.99)) / 4,
            Metric.LogLoss([0.1, 0.2, 0.7, 0.99], actual),
            1e-12
        );
    }

    [Fact]
    public void Regression_figures_equal_those_published_for_scikit_learns_example()
    {
        double[] predicted = [2.5, 0.0, 2, 8];
        double[] actual = [3, -0.5, 2, 7];
        Assert.Equal(0.5, Metric.Mae(predicted, actual), 1e-12);
        Assert.Equal(0.6123724357, Metric.Rmse(predicted, actual), 1e-9);
        Assert.Equal(0.9486081370, Metric.R2(predicted, actual), 1e-9);
        Assert.Equal(0, Metric.R2([2.875, 2.875, 2.875, 2.875], actual), 1e-12);
        Assert.Equal(-3, Metric.R2([3, 2, 1], [1, 2, 3]), 1e-12);
    }

    [Fact]
    public void The_report_by_class_equals_that_published_for_scikit_learns_example()
    {
        // classification_report of y_true [0, 1, 2, 2, 2] and y_pred [0, 0, 2, 2, 1]
        var report = Confusion.Of([0, 0, 2, 2, 1], [0, 1, 2, 2, 2]).Report(["class 0", "class 1", "class 2"]).ToString().Split('\n');
        Assert.Matches(@"^Class +Precision +Recall +F1 +Samples$", report[0]);
        Assert.Matches(@"^class 0 +0\.500 +1\.000 +0\.667 +1$", report[2]);
        Assert.Matches(@"^class 1 +0\.000 +0\.000 +0\.000 +1$", report[3]);
        Assert.Matches(@"^class 2 +1\.000 +0\.667 +0\.800 +3$", report[4]);
        Assert.Matches(@"^macro mean +0\.500 +0\.556 +0\.489 +5$", report[5]);
        Assert.Matches(@"^micro mean +0\.600 +0\.600 +0\.600 +5$", report[6]);
        Assert.Throws<ArgumentException>("names", () => Confusion.Of([0, 1], [0, 1]).Report(["one"]));
    }

    [Fact]
    public void Bad_input_is_an_error_that_names_it()
    {
        Assert.Contains("there are 1 and 2", Message(() => Metric.Accuracy([1], [1, 2])), StringComparison.Ordinal);
        Assert.Contains("there are 0 and 0", Message(() => Metric.Accuracy((int[])[], [])), StringComparison.Ordinal);
        Assert.Contains("Class 7 lies outside 0 to 2", Message(() => Confusion.Of([0, 7], [0, 1], classes: 3)), StringComparison.Ordinal);
        Assert.Contains("Class -1", Message(() => Confusion.Of([0, -1], [0, 1])), StringComparison.Ordinal);
        Assert.Contains("Both classes must occur; 2 of 2", Message(() => Metric.RocAuc([1, 2], [true, true])), StringComparison.Ordinal);
        Assert.Contains("Score 1 is NaN", Message(() => Metric.AveragePrecision([1, double.NaN], [true, false])), StringComparison.Ordinal);
        Assert.Contains("predicted[1] is NaN", Message(() => Metric.Mae([1, double.NaN], [1, 2])), StringComparison.Ordinal);
        Assert.Contains("no spread", Message(() => Metric.R2([1, 2], [3, 3])), StringComparison.Ordinal);
        Assert.Contains("Probability 0 is 1.5", Message(() => Metric.LogLoss([1.5], [true])), StringComparison.Ordinal);
        using var scope = NewDisposeScope();
        Assert.Contains(
            "(3, 2, 2) and targets of shape (3) do not fit",
            Message(() => Metric.Accuracy(zeros(3, 2, 2), zeros(3))),
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentOutOfRangeException>(() => Confusion.Of([0], [0]).Precision(1));

        static string Message(Func<object> action) => Assert.ThrowsAny<ArgumentException>(action).Message;
    }

    private sealed class ClassRow
    {
        public uint Label { get; set; }

        [VectorType(4)]
        public float[] Score { get; set; } = [];
    }

    private sealed class BinaryRow
    {
        public bool Label { get; set; }

        public float Score { get; set; }

        public float Probability { get; set; }

        public bool PredictedLabel { get; set; }
    }
}
