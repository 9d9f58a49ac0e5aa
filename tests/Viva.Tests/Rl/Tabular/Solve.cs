using Viva.Rl.Environments;

namespace Viva.Tests.Rl.Tabular;

/// <summary>
/// The values of a policy as the solution of the linear equations v = r + discount P v, by elimination: a reference without sweeps.
/// </summary>
internal static class Solve
{
    public static double[] Values(MarkovDecisionProcess model, Func<int, int, double> policy, double discount)
    {
        var n = model.States;
        var rows = new double[n, n + 1];
        for (var state = 0; state < n; state++)
        {
            rows[state, state] = 1;
            if (model.IsTerminal(state))
            {
                continue;
            }

            for (var action = 0; action < model.Actions; action++)
            {
                foreach (var outcome in model[state, action])
                {
                    rows[state, outcome.Next] -= discount * policy(state, action) * outcome.Probability;
                    rows[state, n] += policy(state, action) * outcome.Probability * outcome.Reward;
                }
            }
        }

        for (var pivot = 0; pivot < n; pivot++)
        {
            var largest = Enumerable.Range(pivot, n - pivot).MaxBy(row => Math.Abs(rows[row, pivot]));
            for (var column = 0; column <= n; column++)
            {
                (rows[pivot, column], rows[largest, column]) = (rows[largest, column], rows[pivot, column]);
            }

            for (var row = 0; row < n; row++)
            {
                var factor = row == pivot ? 0 : rows[row, pivot] / rows[pivot, pivot];
                for (var column = pivot; factor != 0 && column <= n; column++)
                {
                    rows[row, column] -= factor * rows[pivot, column];
                }
            }
        }

        return [.. Enumerable.Range(0, n).Select(state => rows[state, n] / rows[state, state])];
    }
}
