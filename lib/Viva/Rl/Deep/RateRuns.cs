using System.Globalization;
using Microsoft.DotNet.Interactive.Formatting;
using Viva.Display;
using Viva.Display.Formatters;

namespace Viva.Rl.Deep;

/// <summary>
/// Learners compared at each of several rates, so that no learner wins by the choice of the rate. The table holds the mean return over the
/// later half of training, and the range of the seeds.
/// </summary>
[TypeFormatterSource(typeof(ViewFormatters<RateRuns>), PreferredMimeTypes = [MimeTypes.Html, MimeTypes.Text])]
public sealed class RateRuns : IView
{
    private readonly string _what;
    private readonly List<(string Name, PolicyWatch[] Runs)> _learners = [];

    /// <summary>A comparison.</summary>
    /// <param name="what">What is compared, the heading of the first column.</param>
    /// <param name="rates">The rates.</param>
    /// <exception cref="ArgumentException">There is no rate.</exception>
    public RateRuns(string what, params IReadOnlyList<double> rates)
    {
        ArgumentNullException.ThrowIfNull(rates);
        if (rates.Count == 0)
        {
            throw new ArgumentException("There is no rate to learn with.", nameof(rates));
        }

        (_what, Rates) = (what, [.. rates]);
    }

    /// <summary>The rates.</summary>
    public IReadOnlyList<double> Rates { get; }

    /// <summary>The names of the learners, in the order in which they were added.</summary>
    public IReadOnlyList<string> Names => [.. _learners.Select(learner => learner.Name)];

    /// <summary>A learner's runs, one for each rate.</summary>
    /// <exception cref="ArgumentException">No learner has the name.</exception>
    public IReadOnlyList<PolicyWatch> this[string name] =>
        _learners.Find(learner => learner.Name == name).Runs
        ?? throw new ArgumentException($"There is no '{name}'; there are {string.Join(", ", Names)}.", nameof(name));

    /// <summary>Learns with each rate.</summary>
    /// <param name="name">The learner's name.</param>
    /// <param name="learn">Learns with a rate.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void Add(string name, Func<double, PolicyWatch> learn)
    {
        ArgumentNullException.ThrowIfNull(learn);
        if (Names.Contains(name))
        {
            throw new ArgumentException($"'{name}' is there already.", nameof(name));
        }

        _learners.Add((name, [.. Rates.Select(learn)]));
    }

    /// <summary>
    /// The run whose networks validated best: the highest mean over the networks of each one's best look, and among equals the best later
    /// half.
    /// </summary>
    /// <exception cref="ArgumentException">No learner has the name.</exception>
    public PolicyWatch Best(string name) => this[name].MaxBy(run => (run.BestReturns.Average(), run.Late.Average()))!;

    /// <summary>The mean return over the later half of training, for each rate.</summary>
    /// <exception cref="ArgumentException">No learner has the name.</exception>
    public double[] Late(string name) => [.. this[name].Select(run => run.Late.Average())];

    string IView.Html => ((IView)Table()).Html;

    string IView.Text => ((IView)Table()).Text;

    /// <summary>The table.</summary>
    public override string ToString() => ((IView)this).Text;

    private Table Table()
    {
        var table = new Table([_what, .. Rates.Select(rate => string.Create(CultureInfo.InvariantCulture, $"rate {rate}"))]);
        foreach (var (name, runs) in _learners)
        {
            table.Add([
                name,
                .. runs.Select(run =>
                    string.Create(CultureInfo.InvariantCulture, $"{run.Late.Average():F0} ({run.Late.Min():F0} to {run.Late.Max():F0})")
                ),
            ]);
        }

        return table.WithCaption("Mean return over the later half of training, and range of the seeds");
    }
}
