namespace Viva.Rl.Environments;

/// <summary>
/// An environment whose observations are the states 0 to <see cref="States"/> - 1 and whose actions are 0
/// to <see cref="Actions"/> - 1, so that values fit in a table.
/// </summary>
public interface IFiniteEnvironment : IEnvironment<int, int>
{
    /// <summary>How many states there are.</summary>
    public int States { get; }

    /// <summary>How many actions there are in each state.</summary>
    public int Actions { get; }
}
