using Viva.Runtime;

namespace Viva.Rl.Environments;

/// <summary>
/// A finite Markov decision process: for each state and action, the outcomes with their probabilities. It is what planning needs and
/// learning does without. A state without outcomes is terminal: an episode ends there and
/// its value is 0 (Sutton and Barto 2018, chapter 3).
/// </summary>
public sealed class MarkovDecisionProcess
{
    private readonly Outcome[][] _outcomes;

    /// <summary>Asks once for the outcomes of each state and action.</summary>
    /// <param name="states">How many states there are.</param>
    /// <param name="actions">How many actions there are.</param>
    /// <param name="outcomes">The outcomes of an action in a state; none, for every action, in a terminal state.</param>
    /// <exception cref="ArgumentException">
    /// Probabilities that do not sum to 1, a next state that does not exist, a reward that is not finite, or a state where some actions
    /// have outcomes and some have none; the message names state, action and value.
    /// </exception>
    public MarkovDecisionProcess(int states, int actions, Func<int, int, IEnumerable<Outcome>> outcomes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(states);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(actions);
        ArgumentNullException.ThrowIfNull(outcomes);
        (States, Actions) = (states, actions);
        _outcomes = new Outcome[checked(states * actions)][];
        for (var state = 0; state < states; state++)
        {
            for (var action = 0; action < actions; action++)
            {
                var all = outcomes(state, action).ToArray();
                CheckOutcomes(all, state, action, nameof(outcomes));
                _outcomes[(state * actions) + action] = all;
                if (all.Length == 0 != IsTerminal(state))
                {
                    throw new ArgumentException(
                        $"In state {state}, action {action} has {all.Length} outcomes and action 0 has {this[state, 0].Count}: "
                            + "a terminal state has none for any action, another state some for each.",
                        nameof(outcomes)
                    );
                }
            }
        }
    }

    /// <summary>How many states there are: 0 to <see cref="States"/> - 1.</summary>
    public int States { get; }

    /// <summary>How many actions there are: 0 to <see cref="Actions"/> - 1.</summary>
    public int Actions { get; }

    /// <summary>What can come of an action in a state; empty in a terminal state.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such state or action.</exception>
    public IReadOnlyList<Outcome> this[int state, int action]
    {
        get
        {
            RequireIndex.Below(state, States);
            RequireIndex.Below(action, Actions);
            return At(state, action);
        }
    }

    /// <summary>Whether an episode ends in this state.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such state.</exception>
    public bool IsTerminal(int state)
    {
        RequireIndex.Below(state, States);
        return At(state, 0).Length == 0;
    }

    /// <summary>The states that are not terminal, in order.</summary>
    public int[] OpenStates => [.. Enumerable.Range(0, States).Where(state => !IsTerminal(state))];

    /// <summary>
    /// The same process as an agent meets it that explores: whatever action it chooses, with probability <paramref name="epsilon"/> one
    /// drawn evenly from all takes its place. The best policy here is what an epsilon-greedy agent can do at best while it explores.
    /// </summary>
    /// <param name="epsilon">The probability of exploring, in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1].</exception>
    public MarkovDecisionProcess WithExploration(double epsilon)
    {
        Require.Interval(epsilon, 0, 1);
        return new(States, Actions, (state, chosen) => Enumerable.Range(0, Actions).SelectMany(action => Taken(state, action, chosen)));

        IEnumerable<Outcome> Taken(int state, int action, int chosen)
        {
            var share = (epsilon / Actions) + (action == chosen ? 1 - epsilon : 0);
            return At(state, action).Select(outcome => outcome with { Probability = outcome.Probability * share });
        }
    }

    /// <summary>
    /// The process as arrays, for linear algebra: the probability of each next state by (state, action, next state), and the expected
    /// reward by (state, action). Both are 0 for terminal states.
    /// </summary>
    public (double[,,] Probabilities, double[,] Rewards) ToArrays()
    {
        var (probabilities, rewards) = (new double[States, Actions, States], new double[States, Actions]);
        for (var state = 0; state < States; state++)
        {
            for (var action = 0; action < Actions; action++)
            {
                foreach (var outcome in At(state, action))
                {
                    probabilities[state, action, outcome.Next] += outcome.Probability;
                    rewards[state, action] += outcome.Probability * outcome.Reward;
                }
            }
        }

        return (probabilities, rewards);
    }

    /// <summary>The outcomes without a check, for inner loops.</summary>
    internal Outcome[] At(int state, int action) => _outcomes[(state * Actions) + action];

    private void CheckOutcomes(Outcome[] outcomes, int state, int action, string name)
    {
        var sum = 0.0;
        foreach (var outcome in outcomes)
        {
            if (!(outcome.Probability is >= 0 and <= 1))
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"State {state}, action {action}: the probability {outcome.Probability} is not in [0, 1]."),
                    name
                );
            }

            if (outcome.Next < 0 || outcome.Next >= States)
            {
                throw new ArgumentException(
                    $"State {state}, action {action}: the next state {outcome.Next} is not one of the {States} states, 0 to {States - 1}.",
                    name
                );
            }

            if (!double.IsFinite(outcome.Reward))
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"State {state}, action {action}: the reward {outcome.Reward} is not finite."),
                    name
                );
            }

            sum += outcome.Probability;
        }

        if (outcomes.Length > 0 && !(Math.Abs(sum - 1) <= 1e-9))
        {
            throw new ArgumentException(
                FormattableString.Invariant($"State {state}, action {action}: the probabilities sum to {sum}, not to 1."),
                name
            );
        }
    }
}
