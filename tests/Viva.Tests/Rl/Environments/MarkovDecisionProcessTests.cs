using Viva.Rl.Environments;
using Viva.Rl.Tabular;
using Viva.Tests.Rl.Tabular;

namespace Viva.Tests.Rl.Environments;

public sealed class MarkovDecisionProcessTests
{
    [Fact]
    public void Probabilities_that_do_not_sum_to_1_name_state_and_action() =>
        Refuses(
            "State 1, action 0: the probabilities sum to 0.9",
            (state, _) => state == 2 ? [] : [new Outcome(state == 1 ? 0.9 : 1, 2, 0)]
        );

    [Fact]
    public void A_probability_outside_0_to_1_is_refused() =>
        Refuses("the probability 1.5 is not in [0, 1]", (_, _) => [new Outcome(1.5, 0, 0), new Outcome(-0.5, 0, 0)]);

    [Fact]
    public void A_next_state_that_does_not_exist_is_refused() =>
        Refuses("the next state 3 is not one of the 3 states, 0 to 2", (_, _) => [new Outcome(1, 3, 0)]);

    [Fact]
    public void A_reward_that_is_not_finite_is_refused() =>
        Refuses("the reward NaN is not finite", (_, _) => [new Outcome(1, 0, double.NaN)]);

    [Fact]
    public void A_state_that_is_terminal_for_one_action_only_is_refused() =>
        Refuses("In state 0, action 1 has 0 outcomes and action 0 has 1", (_, action) => action == 0 ? [new Outcome(1, 0, 0)] : []);

    [Fact]
    public void States_and_actions_outside_are_refused()
    {
        var model = Processes.Walk();
        Assert.Contains(
            "state must be one of 0 to 6",
            Assert.Throws<ArgumentOutOfRangeException>(() => model[7, 0]).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "action must be one of 0 to 1",
            Assert.Throws<ArgumentOutOfRangeException>(() => model[0, -1]).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentOutOfRangeException>(() => model.IsTerminal(7));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MarkovDecisionProcess(0, 1, (_, _) => []));
    }

    [Fact]
    public void Arrays_hold_what_the_outcomes_hold()
    {
        // State 0: action 0 ends with 1 or stays for 2, evenly, the stay in two parts; action 1 ends for -3.
        var model = new MarkovDecisionProcess(
            2,
            2,
            (state, action) =>
                (state, action) switch
                {
                    (1, _) => [],
                    (_, 1) => [new(1, 1, -3)],
                    _ => [new(0.5, 1, 1), new(0.25, 0, 2), new(0.25, 0, 2)],
                }
        );
        var (probabilities, rewards) = model.ToArrays();
        Assert.Equal((double[])[0.5, 0.5, 0, 1, 0, 0, 0, 0], probabilities.Cast<double>());
        Assert.Equal((double[])[1.5, -3, 0, 0], rewards.Cast<double>());
        Assert.Equal((int[])[0], model.OpenStates);
    }

    [Fact]
    public void An_agent_that_explores_meets_the_policy_that_it_follows()
    {
        // Choosing action 1 with epsilon 0.2 is following the policy (0.1, 0.9) in the process itself.
        var walk = Processes.Walk();
        var exploring = walk.WithExploration(0.2);
        var policy = new double[walk.States, 2];
        for (var state = 0; state < walk.States; state++)
        {
            (policy[state, 0], policy[state, 1]) = (0.1, 0.9);
        }

        var followed = Planning.EvaluatePolicy(walk, policy, discount: 1);
        int[] chosen = [.. Enumerable.Repeat(1, walk.States)];
        var met = Planning.EvaluatePolicy(exploring, chosen, discount: 1);
        for (var state = 0; state < walk.States; state++)
        {
            Assert.Equal(followed[state], met[state], 1e-9);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => walk.WithExploration(1.1));
    }

    private static void Refuses(string words, Func<int, int, IEnumerable<Outcome>> outcomes) =>
        Assert.Contains(
            words,
            Assert.Throws<ArgumentException>(() => new MarkovDecisionProcess(3, 2, outcomes)).Message,
            StringComparison.Ordinal
        );
}
