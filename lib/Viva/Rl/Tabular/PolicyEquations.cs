using Viva.Rl.Environments;
using Viva.Runtime;

namespace Viva.Rl.Tabular;

/// <summary>
/// The values of a policy as the solution of the linear equations v = r + discount P v. A policy
/// is the probability of each action in each state.
/// </summary>
internal static class PolicyEquations
{
    /// <summary>The solution, by elimination. With discount 1 the policy must reach an end from each state.</summary>
    public static double[] Solve(MarkovDecisionProcess model, Func<int, int, double> policy, double discount)
    {
        var n = model.States;
        var rows = new double[n][];
        var values = new double[n];
        for (var state = 0; state < n; state++)
        {
            var row = rows[state] = new double[n];
            row[state] = 1;
            for (var action = 0; action < model.Actions; action++)
            {
                if (policy(state, action) is not (> 0 and var share))
                {
                    continue;
                }

                foreach (var outcome in model.At(state, action))
                {
                    row[outcome.Next] -= discount * share * outcome.Probability;
                    values[state] += share * outcome.Probability * outcome.Reward;
                }
            }
        }

        // No diagonal element is smaller than the rest of its row together, so that pivots need no choice.
        var interruption = Interruption.Of();
        for (var pivot = 0; pivot < n; pivot++)
        {
            interruption.ThrowIfRequested();
            for (var row = pivot + 1; row < n; row++)
            {
                var factor = rows[row][pivot] / rows[pivot][pivot];
                if (factor == 0)
                {
                    continue;
                }

                for (var column = pivot + 1; column < n; column++)
                {
                    rows[row][column] -= factor * rows[pivot][column];
                }

                values[row] -= factor * values[pivot];
            }
        }

        for (var row = n - 1; row >= 0; row--)
        {
            for (var column = row + 1; column < n; column++)
            {
                values[row] -= rows[row][column] * values[column];
            }

            values[row] /= rows[row][row];
        }

        return values;
    }

    /// <summary>For each state, whether the policy can reach an end from it.</summary>
    public static bool[] ReachEnd(MarkovDecisionProcess model, Func<int, int, double> policy)
    {
        var reaches = new bool[model.States];
        Spread(model, reaches, (state, action) => policy(state, action) > 0);
        return reaches;
    }

    /// <summary>A policy that reaches an end from each state, though not the best one; null where no policy does.</summary>
    public static int[]? TowardsEnd(MarkovDecisionProcess model)
    {
        var reaches = new bool[model.States];
        var policy = Spread(model, reaches, (_, _) => true);
        return reaches.All(reached => reached) ? policy : null;
    }

    /// <summary>Goes back from the ends along what may be done, and gives for each state the action by which the end is nearest.</summary>
    private static int[] Spread(MarkovDecisionProcess model, bool[] reaches, Func<int, int, bool> may)
    {
        var towards = new int[model.States];
        for (var state = 0; state < model.States; state++)
        {
            reaches[state] = model.IsTerminal(state);
        }

        for (var grows = true; grows; )
        {
            grows = false;
            // Only what was reached in an earlier round counts: an action then leads nearer to the end.
            var before = (bool[])reaches.Clone();
            for (var state = 0; state < model.States; state++)
            {
                for (var action = 0; action < model.Actions && !reaches[state]; action++)
                {
                    if (may(state, action) && model.At(state, action).Any(outcome => outcome.Probability > 0 && before[outcome.Next]))
                    {
                        (towards[state], reaches[state], grows) = (action, true, true);
                    }
                }
            }
        }

        return towards;
    }
}
