using Microsoft.ML;
using Microsoft.ML.Data;
using Viva.Data.Records;
using Viva.Runtime;
using static TorchSharp.torch;

namespace Viva.Data;

/// <summary>
/// The census table as numbers: a category becomes one column for each value (one-hot), a number is shifted and scaled to mean 0 and
/// deviation 1. Which values exist and what the means are is learnt from the rows given to <see cref="Fit"/>, and applied to others. The
/// survey weight, which is no property of a person, and the label are never among the features.
/// </summary>
public sealed class CensusFeatures
{
    private static readonly string[] Numbers =
    [
        nameof(CensusRecord.Age),
        nameof(CensusRecord.EducationLevel),
        nameof(CensusRecord.CapitalGain),
        nameof(CensusRecord.CapitalLoss),
        nameof(CensusRecord.HoursPerWeek),
    ];

    private static readonly string[] Categories =
    [
        nameof(CensusRecord.Workclass),
        nameof(CensusRecord.Education),
        nameof(CensusRecord.MaritalStatus),
        nameof(CensusRecord.Occupation),
        nameof(CensusRecord.Relationship),
        nameof(CensusRecord.Race),
        nameof(CensusRecord.Sex),
        nameof(CensusRecord.NativeCountry),
    ];

    private readonly MLContext _context;
    private readonly ITransformer _preparation;

    private CensusFeatures(MLContext context, ITransformer preparation, string[] names) =>
        (_context, _preparation, Names) = (context, preparation, names);

    /// <summary>The number of features.</summary>
    public int Columns => Names.Count;

    /// <summary>
    /// The name of each feature: that of the property, and for a category its value behind a point, as in <c>Sex.Female</c>.
    /// </summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Learns the values of the categories, and mean and deviation of the numbers.</summary>
    /// <param name="rows">The rows to learn from: training rows only, or the evaluation leaks.</param>
    /// <param name="without">Columns to leave out, such as one that is to be predicted: <c>nameof(CensusRecord.Sex)</c>.</param>
    /// <exception cref="ArgumentException">There are no rows, a name is not that of a feature, or none is left.</exception>
    public static CensusFeatures Fit(IReadOnlyCollection<CensusRecord> rows, params string[] without)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(without);
        if (rows.Count == 0)
        {
            throw new ArgumentException("There are no rows to learn from.", nameof(rows));
        }

        if (without.Except([.. Numbers, .. Categories]).FirstOrDefault() is { } unknown)
        {
            throw new ArgumentException(
                $"'{unknown}' is not a feature; these are: {string.Join(", ", [.. Numbers, .. Categories])}.",
                nameof(without)
            );
        }

        string[] numbers = [.. Numbers.Except(without)],
            categories = [.. Categories.Except(without)];
        if (numbers.Length + categories.Length == 0)
        {
            throw new ArgumentException("No feature is left.", nameof(without));
        }

        var context = new MLContext(Run.Seed);
        IEstimator<ITransformer> steps = context.Transforms.Concatenate("Features", [.. numbers, .. categories]);
        if (numbers.Length > 0)
        {
            steps = context.Transforms.NormalizeMeanVariance(Same(numbers), fixZero: false).Append(steps);
        }

        if (categories.Length > 0)
        {
            steps = context.Transforms.Categorical.OneHotEncoding(Same(categories)).Append(steps);
        }

        var view = context.Data.LoadFromEnumerable(rows);
        var preparation = steps.Fit(view);
        var slots = default(VBuffer<ReadOnlyMemory<char>>);
        preparation.GetOutputSchema(view.Schema)["Features"].GetSlotNames(ref slots);
        return new CensusFeatures(context, preparation, [.. slots.DenseValues().Select(name => name.ToString())]);

        static InputOutputColumnPair[] Same(string[] names) => [.. names.Select(name => new InputOutputColumnPair(name))];
    }

    /// <summary>Rows for ML.NET: the column <c>Features</c> beside those of the record, its label among them.</summary>
    public IDataView View(IReadOnlyCollection<CensusRecord> rows) =>
        _context.Data.Cache(_preparation.Transform(_context.Data.LoadFromEnumerable(rows)));

    /// <summary>Rows for a network: float32 of shape (rows, <see cref="Columns"/>).</summary>
    public Tensor Of(IReadOnlyCollection<CensusRecord> rows)
    {
        var values = new float[rows.Count * Columns];
        var row = 0;
        foreach (var features in View(rows).GetColumn<float[]>("Features"))
        {
            features.CopyTo(values, row++ * Columns);
        }

        return tensor(values, [rows.Count, Columns]);
    }
}
