namespace Viva.Rl;

/// <summary>Dynamic programming on a known model (Bellman 1957; Sutton and Barto 2018, chapter 4).</summary>
public static class Planning
{
    private const int MostSweeps = 100_000;

    /// <summary>
    /// The values of all states by value iteration: each sweep gives each state the value of its best action, until no value changes by more
    /// than the tolerance. With a discount below 1 the result is then within tolerance times discount / (1 - discount) of the truth.
    /// </summary>
    /// <param name="model">The process.</param>
    /// <param name="discount">What a reward one step later counts, in [0, 1]. With 1, an end must be reachable from each state, and worth reaching.</param>
    /// <param name="tolerance">The largest change of a value in the last sweep.</param>
    /// <exception cref="ArgumentException">The discount is not in [0, 1], the tolerance is not positive, or the values do not settle.</exception>
    public static Plan ValueIteration(MarkovDecisionProcess model, double discount, double tolerance = 1e-10)
    {
        CheckArguments(model, discount, tolerance);
        var values = new double[model.States];
        var sweeps = Settle(model, discount, tolerance, values, state =>
        {
            var best = double.NegativeInfinity;
            for (var action = 0; action < model.Actions; action++)
                best = Math.Max(best, Backup(model, values, state, action, discount));
            return best;
        });
        return new(values, GreedyPolicy(model, values, discount), sweeps);
    }

    /// <summary>The values of all states under a policy that names one action for each state.</summary>
    /// <param name="model">The process.</param>
    /// <param name="policy">An action for each state; that of a terminal state does not matter.</param>
    /// <param name="discount">What a reward one step later counts, in [0, 1]. With 1, the policy must reach an end from each state.</param>
    /// <param name="tolerance">The largest change of a value in the last sweep.</param>
    /// <exception cref="ArgumentException">The policy does not fit the model, the discount is not in [0, 1], or the values do not settle.</exception>
    public static double[] EvaluatePolicy(MarkovDecisionProcess model, int[] policy, double discount, double tolerance = 1e-10)
    {
        CheckArguments(model, discount, tolerance);
        ArgumentNullException.ThrowIfNull(policy);
        if (policy.Length != model.States)
            throw new ArgumentException($"The policy names {policy.Length} actions for {model.States} states.", nameof(policy));
        foreach (var action in policy)
            RequireIndex.Below(action, model.Actions, nameof(policy));
        var values = new double[model.States];
        Settle(model, discount, tolerance, values, state => Backup(model, values, state, policy[state], discount));
        return values;
    }

    /// <summary>The values of all states under a policy that draws its action by chance.</summary>
    /// <param name="model">The process.</param>
    /// <param name="policy">The probability of each action (second index) in each state (first index); rows of terminal states do not matter.</param>
    /// <param name="discount">What a reward one step later counts, in [0, 1]. With 1, the policy must reach an end from each state.</param>
    /// <param name="tolerance">The largest change of a value in the last sweep.</param>
    /// <exception cref="ArgumentException">The policy does not fit the model or its rows do not sum to 1, the discount is not in [0, 1], or the values do not settle.</exception>
    public static double[] EvaluatePolicy(MarkovDecisionProcess model, double[,] policy, double discount, double tolerance = 1e-10)
    {
        CheckArguments(model, discount, tolerance);
        ArgumentNullException.ThrowIfNull(policy);
        if (policy.GetLength(0) != model.States || policy.GetLength(1) != model.Actions)
            throw new ArgumentException($"The policy has {policy.GetLength(0)} rows and {policy.GetLength(1)} columns for {model.States} states and {model.Actions} actions.", nameof(policy));
        for (var state = 0; state < model.States; state++)
            CheckRow(state);
        var values = new double[model.States];
        Settle(model, discount, tolerance, values, state =>
        {
            var mean = 0.0;
            for (var action = 0; action < model.Actions; action++)
                mean += policy[state, action] * Backup(model, values, state, action, discount);
            return mean;
        });
        return values;

        void CheckRow(int state)
        {
            if (model.IsTerminal(state))
                return;
            var sum = 0.0;
            for (var action = 0; action < model.Actions; action++)
            {
                Require.Interval(policy[state, action], 0, 1, name: nameof(policy));
                sum += policy[state, action];
            }

            if (!(Math.Abs(sum - 1) <= 1e-9))
                throw new ArgumentException(FormattableString.Invariant($"In state {state} the probabilities of the actions sum to {sum}, not to 1."), nameof(policy));
        }
    }

    /// <summary>What each action (second index) is worth in each state (first index), when the states that follow have these values.</summary>
    /// <exception cref="ArgumentException">There is not one value for each state, or the discount is not in [0, 1].</exception>
    public static double[,] ActionValues(MarkovDecisionProcess model, double[] values, double discount)
    {
        CheckValues(model, values, discount);
        var table = new double[model.States, model.Actions];
        for (var state = 0; state < model.States; state++)
        {
            for (var action = 0; action < model.Actions; action++)
                table[state, action] = Backup(model, values, state, action, discount);
        }

        return table;
    }

    /// <summary>
    /// The best action of each state when the states that follow have these values. Actions whose worth differs by rounding alone count as equal,
    /// and the lowest of equals is taken.
    /// </summary>
    /// <exception cref="ArgumentException">There is not one value for each state, or the discount is not in [0, 1].</exception>
    public static int[] GreedyPolicy(MarkovDecisionProcess model, double[] values, double discount)
    {
        CheckValues(model, values, discount);
        var policy = new int[model.States];
        for (var state = 0; state < model.States; state++)
        {
            var best = double.NegativeInfinity;
            for (var action = 0; action < model.Actions; action++)
            {
                var worth = Backup(model, values, state, action, discount);
                if (worth > best + (1e-9 * Math.Max(1, Math.Abs(best))) || double.IsNegativeInfinity(best))
                    (best, policy[state]) = (worth, action);
            }
        }

        return policy;
    }

    private static int Settle(MarkovDecisionProcess model, double discount, double tolerance, double[] values, Func<int, double> backup)
    {
        var change = double.PositiveInfinity;
        var interruption = Interruption.Of();
        for (var sweep = 1; sweep <= MostSweeps; sweep++)
        {
            interruption.ThrowIfRequested();
            change = 0;
            for (var state = 0; state < model.States; state++)
            {
                if (model.IsTerminal(state))
                    continue;
                var value = backup(state);
                change = Math.Max(change, Math.Abs(value - values[state]));
                values[state] = value; // in place: the rest of the sweep sees it already
            }

            if (change <= tolerance)
                return sweep;
        }

        throw new ArgumentException(
            FormattableString.Invariant($"With discount {discount} the values do not settle: after {MostSweeps} sweeps one still changes by {change:g3}, more than {tolerance}. With discount 1 an end must be reached from each state; take a discount below 1 otherwise."),
            nameof(discount));
    }

    private static double Backup(MarkovDecisionProcess model, double[] values, int state, int action, double discount)
    {
        var sum = 0.0;
        foreach (var outcome in model.At(state, action))
            sum += outcome.Probability * (outcome.Reward + (discount * values[outcome.Next]));
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
            throw new ArgumentException($"There are {values.Length} values for {model.States} states.", nameof(values));
    }
}
