namespace Viva.Rl.Tabular;

/// <summary>What a tabular learner learned, and the course of its episodes.</summary>
/// <param name="ActionValues">The learned worth of each action (second index) in each state (first index).</param>
/// <param name="Returns">The sum of rewards of each episode, not discounted, while learning and therefore exploring.</param>
/// <param name="Steps">The number of steps of each episode.</param>
public sealed record TabularRun(double[,] ActionValues, double[] Returns, int[] Steps)
{
    /// <summary>The best action of each state by the learned values; the lowest one among equals.</summary>
    public int[] Policy => [.. Enumerable.Range(0, ActionValues.GetLength(0)).Select(Best)];

    /// <summary>The worth of the best action of each state.</summary>
    public double[] Values => [.. Enumerable.Range(0, ActionValues.GetLength(0)).Select(state => ActionValues[state, Best(state)])];

    private int Best(int state)
    {
        var best = 0;
        for (var action = 1; action < ActionValues.GetLength(1); action++)
        {
            if (ActionValues[state, action] > ActionValues[state, best])
            {
                best = action;
            }
        }

        return best;
    }
}
