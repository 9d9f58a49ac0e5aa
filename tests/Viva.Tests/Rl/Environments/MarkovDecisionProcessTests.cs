using Viva.Rl.Environments;
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

    private static void Refuses(string words, Func<int, int, IEnumerable<Outcome>> outcomes) =>
        Assert.Contains(
            words,
            Assert.Throws<ArgumentException>(() => new MarkovDecisionProcess(3, 2, outcomes)).Message,
            StringComparison.Ordinal
        );
}
