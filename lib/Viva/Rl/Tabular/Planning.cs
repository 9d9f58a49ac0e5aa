using System.Globalization;
using Viva.Rl.Environments;
using Viva.Runtime;

namespace Viva.Rl.Tabular;

/// <summary>Dynamic programming on a known model (Bellman 1957; Sutton and Barto 2018, chapter 4).</summary>
public static class Planning
{
    // What has not settled by then would take very long, and is solved as linear equations. Their
    // work grows with the third power of the states.
    private const int SweepsBeforeEquations = 10_000;
    private const int MaxStatesOfEquations = 2000;
    private const int MaxSweeps = 100_000;
    private const double Rounding = 1e-15;

    /// <summary>
    /// The values of all states by value iteration: each sweep gives each state the value of its best action, until no value changes by
    /// more than the tolerance (or than rounding does). With a discount below 1 the result is then within tolerance times discount / (1 -
    /// discount) of the truth. Where 10,000 sweeps are not enough, as with a discount near 1, policy iteration (Howard 1960) gives the
    /// exact values of a process of up to 2,000 states.
    /// </summary>
    /// <param name="model">The process.</param>
    /// <param name="discount">
    /// What a reward one step later counts, in [0, 1]. With 1, an end must be reachable from each state, and worth reaching.
    /// </param>
    /// <param name="tolerance">The largest change of a value in the last sweep.</param>
    /// <exception cref="ArgumentException">
    /// The discount is not in [0, 1], the tolerance is not positive, or the values do not settle.
    /// </exception>
    public static Plan ValueIteration(MarkovDecisionProcess model, double discount, double tolerance = 1e-10)
    {
        CheckArguments(model, discount, tolerance);
        var values = new double[model.States];
        var (sweeps, change) = Sweep(
            model,
            discount,
            tolerance,
            values,
            state =>
            {
                var best = double.NegativeInfinity;
                for (var action = 0; action < model.Actions; action++)
                {
                    best = Math.Max(best, Backup(model, values, state, action, discount));
                }

                return best;
            }
        );
        if (change is not { } last)
        {
            return new(values, GreedyPolicy(model, values, discount), sweeps);
        }

        values = IteratePolicies(model, discount) ?? throw DoNotSettle(discount, sweeps, last, tolerance);
        // Exact values leave little to rounding, and near a discount of 1 a small gain at each step is much in the end.
        return new(values, Greedy(model, values, discount, equal: 1e-13), sweeps);
    }

    /// <summary>The values of all states under a policy that names one action for each state.</summary>
    /// <param name="model">The process.</param>
    /// <param name="policy">An action for each state; that of a terminal state does not matter.</param>
    /// <param name="discount">What a reward one step later counts, in [0, 1]. With 1, the policy must reach an end from each state.</param>
    /// <param name="tolerance">The largest change of a value in the last sweep.</param>
    /// <exception cref="ArgumentException">
    /// The policy does not fit the model, the discount is not in [0, 1], or the values do not settle.
    /// </exception>
    public static double[] EvaluatePolicy(MarkovDecisionProcess model, int[] policy, double discount, double tolerance = 1e-10)
    {
        CheckArguments(model, discount, tolerance);
        ArgumentNullException.ThrowIfNull(policy);
        if (policy.Length != model.States)
        {
            throw new ArgumentException($"The policy names {policy.Length} actions for {model.States} states.", nameof(policy));
        }

        foreach (var action in policy)
        {
            RequireIndex.Below(action, model.Actions, nameof(policy));
        }

        return Evaluate(model, discount, tolerance, (state, action) => action == policy[state] ? 1 : 0);
    }

    /// <summary>The values of all states under a policy that draws its action by chance.</summary>
    /// <param name="model">The process.</param>
    /// <param name="policy">
    /// The probability of each action (second index) in each state (first index); rows of terminal states do not matter.
    /// </param>
    /// <param name="discount">What a reward one step later counts, in [0, 1]. With 1, the policy must reach an end from each state.</param>
    /// <param name="tolerance">The largest change of a value in the last sweep.</param>
    /// <exception cref="ArgumentException">
    /// The policy does not fit the model or its rows do not sum to 1, the discount is not in [0, 1], or the values do not settle.
    /// </exception>
    public static double[] EvaluatePolicy(MarkovDecisionProcess model, double[,] policy, double discount, double tolerance = 1e-10)
    {
        CheckArguments(model, discount, tolerance);
        ArgumentNullException.ThrowIfNull(policy);
        if (policy.GetLength(0) != model.States || policy.GetLength(1) != model.Actions)
        {
            throw new ArgumentException(
                $"The policy has {policy.GetLength(0)} rows and {policy.GetLength(1)} columns for {model.States} states "
                    + $"and {model.Actions} actions.",
                nameof(policy)
            );
        }

        for (var state = 0; state < model.States; state++)
        {
            CheckRow(state);
        }

        return Evaluate(model, discount, tolerance, (state, action) => policy[state, action]);

        void CheckRow(int state)
        {
            if (model.IsTerminal(state))
            {
                return;
            }

            var sum = 0.0;
            for (var action = 0; action < model.Actions; action++)
            {
                Require.Interval(policy[state, action], 0, 1, name: nameof(policy));
                sum += policy[state, action];
            }

            if (!(Math.Abs(sum - 1) <= 1e-9))
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"In state {state} the probabilities of the actions sum to {sum}, not to 1."),
                    nameof(policy)
                );
            }
        }
    }

    /// <summary>
    /// What each action (second index) is worth in each state (first index), when the states that follow have these values.
    /// </summary>
    /// <exception cref="ArgumentException">There is not one value for each state, or the discount is not in [0, 1].</exception>
    public static double[,] ActionValues(MarkovDecisionProcess model, double[] values, double discount)
    {
        CheckValues(model, values, discount);
        var table = new double[model.States, model.Actions];
        for (var state = 0; state < model.States; state++)
        {
            for (var action = 0; action < model.Actions; action++)
            {
                table[state, action] = Backup(model, values, state, action, discount);
            }
        }

        return table;
    }

    /// <summary>
    /// The best action of each state when the states that follow have these values. Actions whose worth differs by rounding alone count as
    /// equal, and the lowest of equals is taken.
    /// </summary>
    /// <exception cref="ArgumentException">There is not one value for each state, or the discount is not in [0, 1].</exception>
    public static int[] GreedyPolicy(MarkovDecisionProcess model, double[] values, double discount)
    {
        CheckValues(model, values, discount);
        return Greedy(model, values, discount, equal: 1e-9);
    }

    /// <summary>
    /// The best actions; worths count as equal that differ by no more than <paramref name="equal"/>,
    /// relative to their size where that is above 1.
    /// </summary>
    private static int[] Greedy(MarkovDecisionProcess model, double[] values, double discount, double equal)
    {
        var policy = new int[model.States];
        for (var state = 0; state < model.States; state++)
        {
            var best = double.NegativeInfinity;
            for (var action = 0; action < model.Actions; action++)
            {
                var worth = Backup(model, values, state, action, discount);
                if (worth > best + (equal * Math.Max(1, Math.Abs(best))) || double.IsNegativeInfinity(best))
                {
                    (best, policy[state]) = (worth, action);
                }
            }
        }

        return policy;
    }

    private static double[] Evaluate(MarkovDecisionProcess model, double discount, double tolerance, Func<int, int, double> policy)
    {
        var values = new double[model.States];
        var (sweeps, change) = Sweep(
            model,
            discount,
            tolerance,
            values,
            state =>
            {
                var mean = 0.0;
                for (var action = 0; action < model.Actions; action++)
                {
                    if (policy(state, action) is > 0 and var share)
                    {
                        mean += share * Backup(model, values, state, action, discount);
                    }
                }

                return mean;
            }
        );
        if (change is not { } last)
        {
            return values;
        }

        return discount < 1 || PolicyEquations.ReachEnd(model, policy).All(reaches => reaches)
            ? PolicyEquations.Solve(model, policy, discount)
            : throw DoNotSettle(discount, sweeps, last, tolerance);
    }

    /// <summary>Sweeps until the values settle; gives the change of the last sweep where they do not and equations can help.</summary>
    /// <exception cref="ArgumentException">The values do not settle, and equations do not help.</exception>
    private static (int Sweeps, double? Change) Sweep(
        MarkovDecisionProcess model,
        double discount,
        double tolerance,
        double[] values,
        Func<int, double> backup
    )
    {
        var solvable = model.States <= MaxStatesOfEquations;
        // With a discount below 1 sweeps always settle in the end.
        var most =
            solvable ? SweepsBeforeEquations
            : discount < 1 ? int.MaxValue
            : MaxSweeps;
        var interruption = Interruption.Of();
        for (var sweep = 1; ; sweep++)
        {
            interruption.ThrowIfRequested();
            var (change, largest) = (0.0, 0.0);
            for (var state = 0; state < model.States; state++)
            {
                if (model.IsTerminal(state))
                {
                    continue;
                }

                var value = backup(state);
                if (!double.IsFinite(value))
                {
                    throw new ArgumentException(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"With discount {discount} the value of state {state} grows beyond what a number can hold; "
                                + $"take smaller rewards or a smaller discount."
                        ),
                        nameof(discount)
                    );
                }

                change = Math.Max(change, Math.Abs(value - values[state]));
                largest = Math.Max(largest, Math.Abs(value));
                values[state] = value; // in place: the rest of the sweep sees it already
            }

            if (change <= Math.Max(tolerance, Rounding * largest))
            {
                return (sweep, null);
            }

            if (sweep == most)
            {
                return solvable ? (sweep, change) : throw DoNotSettle(discount, sweep, change, tolerance);
            }
        }
    }

    /// <summary>
    /// The values of the best policy: the values of a policy exactly, then a better policy, until none
    /// is (Howard 1960); null when no policy reaches an end.
    /// </summary>
    private static double[]? IteratePolicies(MarkovDecisionProcess model, double discount)
    {
        var policy = discount < 1 ? new int[model.States] : PolicyEquations.TowardsEnd(model);
        var total = double.NegativeInfinity;
        while (policy is not null)
        {
            double Share(int state, int action) => action == policy[state] ? 1 : 0;
            if (discount == 1 && !PolicyEquations.ReachEnd(model, Share).All(reaches => reaches))
            {
                return null;
            }

            var values = PolicyEquations.Solve(model, Share, discount);
            var improved = false;
            for (var state = 0; state < model.States; state++)
            {
                var best = Backup(model, values, state, policy[state], discount);
                for (var action = 0; action < model.Actions; action++)
                {
                    var worth = Backup(model, values, state, action, discount);
                    if (worth > best + (Rounding * Math.Abs(best)))
                    {
                        (best, policy[state], improved) = (worth, action, true);
                    }
                }
            }

            // A better policy lowers no value, so that what raises none is better by rounding alone.
            var sum = values.Sum();
            if (!improved || sum <= total)
            {
                return values;
            }

            total = sum;
        }

        return null;
    }

    private static ArgumentException DoNotSettle(double discount, int sweeps, double change, double tolerance) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"With discount {discount} the values do not settle: after {sweeps} sweeps one still changes by {change:g3}, "
                    + $"more than {tolerance}. With discount 1 an end must be reached from each state; "
                    + $"take a discount below 1 otherwise."
            ),
            nameof(discount)
        );

    private static double Backup(MarkovDecisionProcess model, double[] values, int state, int action, double discount)
    {
        var sum = 0.0;
        foreach (var outcome in model.At(state, action))
        {
            sum += outcome.Probability * (outcome.Reward + (discount * values[outcome.Next]));
        }

        return sum;
    }

    private static void CheckArguments(MarkovDecisionProcess model, double discount, double tolerance)
    {
        ArgumentNullException.ThrowIfNull(model);
        Require.Interval(discount, 0, 1);
        Require.Interval(tolerance, 0, double.MaxValue, openBelow: true);
    }

    private static void CheckValues(MarkovDecisionProcess model, double[] values, double discount)
    {
        CheckArguments(model, discount, 1);
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length != model.States)
        {
            throw new ArgumentException($"There are {values.Length} values for {model.States} states.", nameof(values));
        }
    }
}
