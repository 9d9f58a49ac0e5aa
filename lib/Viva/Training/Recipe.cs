namespace Viva.Training;

/// <summary>
/// One way to solve a task, for <see cref="Compare"/>: a name, and a function that makes and trains a model and measures it.
/// </summary>
public sealed class Recipe
{
    private readonly Func<double, int, Score>? _train;
    private readonly Func<int, double>? _baseline;

    /// <summary>A recipe with a learning rate to tune.</summary>
    /// <param name="name">Its name in the table.</param>
    /// <param name="train">
    /// Makes a model, trains it with this learning rate and seed, and measures it. The random numbers of torch start from the seed when it
    /// is called; give the seed to the trainer as well, for the order of the batches.
    /// </param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public Recipe(string name, Func<double, int, Score> train)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(train);
        (Name, _train) = (name, train);
    }

    /// <summary>A baseline without a learning rate.</summary>
    /// <param name="name">Its name in the table.</param>
    /// <param name="test">Its score on test data with this seed; <c>_ => score</c> where it does not depend on one.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public Recipe(string name, Func<int, double> test)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(test);
        (Name, _baseline) = (name, test);
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>
    /// Learning rates of its own, where its scale differs from that of the others, as for another optimizer. As many as the common ones:
    /// all recipes are tuned at equal budget.
    /// </summary>
    public IReadOnlyList<double>? Rates { get; init; }

    /// <summary>Whether it has a learning rate to tune.</summary>
    internal bool HasRate => _train is not null;

    /// <summary>Trains once. The rate is not looked at where there is none.</summary>
    internal Score Run(double rate, int seed)
    {
        if (_train is not null)
        {
            return _train(rate, seed);
        }

        var test = _baseline!(seed);
        return new Score(test, test);
    }
}
