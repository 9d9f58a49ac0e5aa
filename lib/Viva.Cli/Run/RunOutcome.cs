using Viva.Notebooks.Running;

namespace Viva.Cli.Run;

/// <summary>What came of a notebook, over all seeds that it ran with.</summary>
internal sealed class RunOutcome(RunTarget target, IReadOnlyList<int> seeds, IReadOnlyList<NotebookRun> runs, bool quick)
{
    public RunTarget Target => target;

    public IReadOnlyList<int> Seeds => seeds;

    public IReadOnlyList<NotebookRun> Runs => runs;

    public RunFailure? Failure => runs.FirstOrDefault(run => !run.Ok)?.Failure;

    public double Seconds => runs.Sum(run => run.Seconds);

    public double PeakMemoryMb => runs.Max(run => run.PeakMemoryMb);

    /// <summary>
    /// <c>built-in</c> when built-in data stood in for a real set, or when there was no other; else <c>real</c>; <c>none</c> without data.
    /// </summary>
    public string Data =>
        UsedSubstitute ? "built-in"
        : runs.Any(run => run.Data.Any(use => use.Origin == "real")) ? "real"
        : runs.Any(run => run.Data.Count > 0) ? "built-in"
        : "none";

    /// <summary>
    /// Whether a missed bar fails the command: a quick bar does, in quick mode; another bar neither in quick mode nor on substitute data,
    /// where it is shown only.
    /// </summary>
    public bool Counts(MeasuredResult result) => result.Quick || (!quick && !UsedSubstitute);

    /// <summary>
    /// The results by name, each with one value a seed. A bar is met as the notebook says; over several seeds,
    /// when the mean meets it. What is not finite meets none.
    /// </summary>
    public IReadOnlyList<(MeasuredResult First, double[] Values, bool Met)> Results =>
        [
            .. runs.SelectMany(run => run.Results)
                .GroupBy(result => result.Name)
                .Select(group =>
                {
                    var (first, values) = (group.First(), group.Select(result => result.Value).ToArray());
                    return (first, values, values.Length == 1 ? first.Met : Meets(first, Mean(values)));
                }),
        ];

    /// <summary>The claims in the order in which they are first made, each with what became of it in each run.</summary>
    public IReadOnlyList<ClaimOutcome> Claims =>
        [
            .. runs.SelectMany(run => run.Claims)
                .Select(claim => claim.Sentence)
                .Distinct()
                .Select(sentence => new ClaimOutcome(
                    sentence,
                    [.. runs.Select(run => run.Claims.FirstOrDefault(claim => claim.Sentence == sentence))]
                )),
        ];

    private bool UsedSubstitute => runs.Any(run => run.UsedSubstitute);

    public bool Ok =>
        Failure is null
        && Results.All(result => result.Met || !Counts(result.First))
        && !runs.Any(run => run.Claims.Any(claim => claim.Fails));

    private static bool Meets(MeasuredResult bar, double value) =>
        bar is { AtLeast: null, AtMost: null }
        || (
            double.IsFinite(value)
            && (bar.AtLeast is not { } atLeast || value >= atLeast)
            && (bar.AtMost is not { } atMost || value <= atMost)
        );

    public static double Mean(double[] values) => values.Average();

    /// <summary>The sample standard deviation (divisor n - 1); 0 for one value.</summary>
    public static double StandardDeviation(double[] values)
    {
        if (values.Length < 2)
        {
            return 0;
        }

        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }
}
