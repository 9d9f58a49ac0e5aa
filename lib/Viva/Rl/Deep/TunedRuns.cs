using System.Globalization;
using Microsoft.DotNet.Interactive.Formatting;
using Viva.Display;
using Viva.Display.Charts;
using Viva.Display.Formatters;

namespace Viva.Rl.Deep;

/// <summary>
/// Learners compared, each with a rate of its own: it is chosen on seeds that are not those of the comparison, by the mean return while
/// learning, which is high for who is good soon and lastingly.
/// </summary>
[TypeFormatterSource(typeof(ViewFormatters<TunedRuns>), PreferredMimeTypes = [MimeTypes.Html, MimeTypes.Text])]
public sealed class TunedRuns : IView
{
    private readonly List<(string Name, double Rate, PolicyWatch Watch)> _runs = [];
    private readonly string _what;
    private readonly int _tuners;
    private readonly int _networks;
    private readonly int _seed;
    private readonly double[] _rates;

    /// <summary>A comparison.</summary>
    /// <param name="what">What is compared, the heading of the first column.</param>
    /// <param name="rates">The rates to choose from.</param>
    /// <param name="tuners">The networks on which a rate is chosen.</param>
    /// <param name="networks">The networks, one for each seed, of the comparison.</param>
    /// <param name="seed">The seed of the comparison; rates are chosen with this one plus 50.</param>
    /// <exception cref="ArgumentException">No rate, a number of networks below 1, or a negative seed.</exception>
    public TunedRuns(string what, IReadOnlyList<double> rates, int tuners, int networks, int seed)
    {
        ArgumentNullException.ThrowIfNull(rates);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tuners);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(networks);
        ArgumentOutOfRangeException.ThrowIfNegative(seed);
        if (rates.Count == 0)
        {
            throw new ArgumentException("There is no rate to choose from.", nameof(rates));
        }

        (_what, _rates, _tuners, _networks, _seed) = (what, [.. rates], tuners, networks, seed);
    }

    /// <summary>The names of the learners, in the order in which they were added.</summary>
    public IReadOnlyList<string> Names => [.. _runs.Select(run => run.Name)];

    /// <summary>A learner's run.</summary>
    /// <exception cref="ArgumentException">No learner has the name.</exception>
    public PolicyWatch this[string name] => Run(name).Watch;

    /// <summary>Chooses the rate, then learns for the comparison. A single rate is taken as it is.</summary>
    /// <param name="name">The learner's name.</param>
    /// <param name="learn">Learns, with a rate, for a number of networks, from a seed.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public PolicyWatch Add(string name, Func<double, int, int, PolicyWatch> learn)
    {
        ArgumentNullException.ThrowIfNull(learn);
        if (Names.Contains(name))
        {
            throw new ArgumentException($"'{name}' is there already.", nameof(name));
        }

        var rate = _rates.Length == 1 ? _rates[0] : _rates.MaxBy(one => learn(one, _tuners, _seed + 50).Average.Average());
        var watch = learn(rate, _networks, _seed);
        _runs.Add((name, rate, watch));
        return watch;
    }

    /// <summary>The rate that a learner was given.</summary>
    /// <exception cref="ArgumentException">No learner has the name.</exception>
    public double Rate(string name) => Run(name).Rate;

    /// <summary>The mean return while learning, over all evaluations and seeds.</summary>
    /// <exception cref="ArgumentException">No learner has the name.</exception>
    public double Mean(string name) => this[name].Average.Average();

    /// <summary>On how many seeds one learner's mean return is higher than another's.</summary>
    /// <exception cref="ArgumentException">No learner has the name.</exception>
    public int Wins(string name, string over) => this[name].Average.Zip(this[over].Average).Count(pair => pair.First > pair.Second);

    /// <summary>The learning curves, mean and range of the seeds.</summary>
    public IEnumerable<Series> Curves() => _runs.Select(run => run.Watch.Curve(run.Name));

    string IView.Html => ((IView)Table()).Html;

    string IView.Text => ((IView)Table()).Text;

    /// <summary>The table: rate, mean return, the range of the seeds.</summary>
    public override string ToString() => ((IView)this).Text;

    private (string Name, double Rate, PolicyWatch Watch) Run(string name) =>
        _runs.Find(run => run.Name == name) is { Watch: not null } found
            ? found
            : throw new ArgumentException($"There is no '{name}'; there are {string.Join(", ", Names)}.", nameof(name));

    private Table Table()
    {
        var table = new Table(_what, "rate", "mean return", "seeds").Format("mean return", "F0");
        foreach (var (name, rate, watch) in _runs)
        {
            var range = string.Create(CultureInfo.InvariantCulture, $"{watch.Average.Min():F0} to {watch.Average.Max():F0}");
            table.Add(name, rate, watch.Average.Average(), range);
        }

        return table;
    }
}
