using Viva.Rl.Environments;
using Viva.Rl.Tabular;

namespace Viva.Tests.Rl.Tabular;

public sealed class PlanningTests
{
    [Theory]
    [InlineData(0.9)]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(0)]
    public void In_a_corridor_a_value_is_the_discount_to_the_power_of_the_moves_before_the_last(double discount)
    {
        var corridor = new GridWorld(["S....G"]);

        var plan = Planning.ValueIteration(corridor.Model, discount);

        for (var state = 0; state < 5; state++)
        {
            Assert.Equal(Math.Pow(discount, 4 - state), plan.Values[state], 1e-12);
        }

        Assert.Equal(0, plan.Values[5]);
        if (discount is > 0 and < 1)
        {
            Assert.All(plan.Policy[..5], action => Assert.Equal(GridWorld.Right, action));
        }
    }

    [Fact]
    public void A_decision_between_now_and_later_turns_where_the_discount_says()
    {
        // 1 at once, or 2 after one more step: later is better exactly when 2 * discount > 1.
        MarkovDecisionProcess Choice() =>
            new(
                3,
                2,
                (state, action) =>
                    state switch
                    {
                        0 => action == 0 ? [new(1, 2, 1)] : [new(1, 1, 0)],
                        1 => [new(1, 2, 2)],
                        _ => [],
                    }
            );

        Assert.Equal((0, 1.0), Decide(0.49));
        Assert.Equal((1, 1.02), Decide(0.51));

        (int Action, double Value) Decide(double discount)
        {
            var plan = Planning.ValueIteration(Choice(), discount);
            return (plan.Policy[0], Math.Round(plan.Values[0], 12));
        }
    }

    [Theory]
    [InlineData(0.4, 0.16, 0.4, 0.64)]
    [InlineData(0.25, 0.0625, 0.25, 0.4375)]
    public void The_gambler_s_chances_are_those_of_bold_play(double win, double at25, double at50, double at75)
    {
        var values = Planning.ValueIteration(Processes.Gambler(win), discount: 1, tolerance: 1e-12).Values;

        // With 50 everything is staked; 25 must win twice; 75 stakes 25, and falls back to 50.
        Assert.Equal(at25, values[25], 1e-9);
        Assert.Equal(at50, values[50], 1e-9);
        Assert.Equal(at75, values[75], 1e-9);
    }

    [Fact]
    public void In_a_fair_game_no_stake_changes_the_chance()
    {
        var model = Processes.Gambler(0.5);
        var timid = Planning.EvaluatePolicy(model, new int[101], discount: 1, tolerance: 1e-13);
        for (var capital = 1; capital < 100; capital++)
        {
            Assert.Equal(capital / 100.0, timid[capital], 1e-8);
        }
    }

    [Fact]
    public void The_textbook_s_grid_has_its_published_values_under_the_random_policy()
    {
        double[] published =
        [
            3.3,
            8.8,
            4.4,
            5.3,
            1.5,
            1.5,
            3.0,
            2.3,
            1.9,
            0.5,
            0.1,
            0.7,
            0.7,
            0.4,
            -0.4,
            -1.0,
            -0.4,
            -0.4,
            -0.6,
            -1.2,
            -1.9,
            -1.3,
            -1.2,
            -1.4,
            -2.0,
        ];
        var values = Planning.EvaluatePolicy(Processes.Shortcuts(), Even(25, 4), discount: 0.9);
        for (var state = 0; state < 25; state++)
        {
            Assert.Equal(published[state], values[state], 0.0501);
        }
    }

    [Fact]
    public void The_textbook_s_grid_has_its_published_best_values()
    {
        double[] published =
        [
            22.0,
            24.4,
            22.0,
            19.4,
            17.5,
            19.8,
            22.0,
            19.8,
            17.8,
            16.0,
            17.8,
            19.8,
            17.8,
            16.0,
            14.4,
            16.0,
            17.8,
            16.0,
            14.4,
            13.0,
            14.4,
            16.0,
            14.4,
            13.0,
            11.7,
        ];
        var values = Planning.ValueIteration(Processes.Shortcuts(), discount: 0.9).Values;
        for (var state = 0; state < 25; state++)
        {
            Assert.Equal(published[state], values[state], 0.0501);
        }
    }

    [Fact]
    public void The_world_of_Russell_and_Norvig_has_its_published_utilities()
    {
        // There a state's utility holds the -0.04 of the state itself, which here the move into a state earns.
        double[] published = [0.812, 0.868, 0.918, double.NaN, 0.762, double.NaN, 0.660, double.NaN, 0.705, 0.655, 0.611, 0.388];
        var plan = Planning.ValueIteration(Processes.RussellNorvig().Model, discount: 1);
        for (var state = 0; state < published.Length; state++)
        {
            if (!double.IsNaN(published[state]))
            {
                Assert.Equal(published[state], plan.Values[state] - 0.04, 0.00051);
            }
        }

        // Beside the pit the way round the wall is better than the short one.
        Assert.Equal([GridWorld.Up, GridWorld.Left, GridWorld.Left, GridWorld.Left], plan.Policy[8..]);
    }

    [Fact]
    public void The_random_walk_has_values_in_sixths()
    {
        var values = Planning.EvaluatePolicy(Processes.Walk(), Even(7, 2), discount: 1, tolerance: 1e-13);
        for (var state = 1; state <= 5; state++)
        {
            Assert.Equal(state / 6.0, values[state], 1e-10);
        }
    }

    [Fact]
    public void The_shortest_way_along_the_cliff_earns_minus_13()
    {
        var cliff = GridWorld.Cliff();
        var plan = Planning.ValueIteration(cliff.Model, discount: 1);

        var episode = cliff.Play(state => plan.Policy[state]);

        Assert.Equal(-13, plan.Values[cliff.Start], 1e-9);
        Assert.Equal((-13.0, 13, true), (episode.Return(), episode.Length, episode.Terminated));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Sweeps_agree_with_the_linear_equations_of_the_policy(int seed)
    {
        var model = Processes.Drawn(seed);
        var random = new Random(seed + 100);
        var weights = Even(model.States, model.Actions);
        for (var state = 0; state < model.States; state++)
        {
            var share = random.NextDouble();
            (weights[state, 0], weights[state, 1], weights[state, 2]) = (share / 2, 1 - share, share / 2);
        }

        var best = Planning.ValueIteration(model, 0.95, 1e-12);

        Near(Solve.Values(model, (state, action) => weights[state, action], 0.95), Planning.EvaluatePolicy(model, weights, 0.95, 1e-12));
        var ofBest = Solve.Values(model, (state, action) => best.Policy[state] == action ? 1 : 0, 0.95);
        Near(ofBest, best.Values);
        Near(ofBest, Planning.EvaluatePolicy(model, best.Policy, 0.95, 1e-12));

        // No single change of action helps: this is what makes the policy optimal (Bellman).
        var actions = Planning.ActionValues(model, ofBest, 0.95);
        foreach (var state in Enumerable.Range(0, model.States))
        {
            foreach (var action in Enumerable.Range(0, model.Actions))
            {
                Assert.True(actions[state, action] <= ofBest[state] + 1e-9);
            }
        }

        static void Near(double[] expected, double[] actual)
        {
            for (var i = 0; i < expected.Length; i++)
            {
                Assert.Equal(expected[i], actual[i], 1e-9);
            }
        }
    }

    [Theory]
    [InlineData(0.999)]
    [InlineData(0.9999)]
    [InlineData(0.999999999)]
    public void A_discount_near_1_is_as_good_as_any(double discount)
    {
        // 1 a step for ever is worth 1 / (1 - discount), and staying must be told from what earns 2 once and then half.
        var model = new MarkovDecisionProcess(
            2,
            2,
            (state, action) =>
                state == 1 ? [new(1, 1, 0.5)]
                : action == 0 ? [new(1, 1, 2)]
                : [new(1, 0, 1)]
        );

        var plan = Planning.ValueIteration(model, discount);

        var rounding = 1e-15 / ((1 - discount) * (1 - discount));
        Assert.Equal(1 / (1 - discount), plan.Values[0], rounding);
        Assert.Equal(0.5 / (1 - discount), plan.Values[1], rounding);
        Assert.Equal(1, plan.Policy[0]);
        Assert.Equal(2 + (0.5 * discount / (1 - discount)), Planning.EvaluatePolicy(model, [0, 0], discount)[0], rounding);
        Assert.Equal(
            1 / (1 - discount),
            Planning.EvaluatePolicy(
                model,
                new double[,]
                {
                    { 0, 1 },
                    { 0.5, 0.5 },
                },
                discount
            )[0],
            rounding
        );
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void With_a_discount_near_1_the_values_solve_the_linear_equations_and_no_change_of_action_helps(int seed)
    {
        const double Discount = 0.99999;
        // Without the terminal state of the drawn process, so that values grow to rewards / (1 - discount).
        var drawn = Processes.Drawn(seed);
        var model = new MarkovDecisionProcess(12, 3, (state, action) => state == 11 ? [new(1, 0, 1)] : drawn[state, action]);

        var plan = Planning.ValueIteration(model, Discount);

        var best = Solve.Values(model, (state, action) => plan.Policy[state] == action ? 1 : 0, Discount);
        var actions = Planning.ActionValues(model, best, Discount);
        for (var state = 0; state < model.States; state++)
        {
            Assert.Equal(best[state], plan.Values[state], 1e-5); // of about 100,000
            for (var action = 0; action < model.Actions; action++)
            {
                Assert.True(actions[state, action] <= best[state] + 1e-6);
            }
        }

        var even = Planning.EvaluatePolicy(model, Even(12, 3), Discount);
        var exact = Solve.Values(model, (_, _) => 1.0 / 3, Discount);
        for (var state = 0; state < model.States; state++)
        {
            Assert.Equal(exact[state], even[state], 1e-5);
        }
    }

    [Fact]
    public void A_small_gain_at_each_of_many_steps_decides_and_equals_give_the_lowest_action()
    {
        // 0.000005 a step more, for ever, is 0.05 more of 10,000; the last two actions are one.
        var model = new MarkovDecisionProcess(1, 3, (_, action) => [new(1, 0, action == 0 ? 1 : 1.000005)]);
        var plan = Planning.ValueIteration(model, 0.9999);
        Assert.Equal([1], plan.Policy);
        Assert.Equal(10000.05, plan.Values[0], 1e-7);
    }

    [Fact]
    public void A_walk_that_takes_very_long_to_end_has_its_value_without_discount()
    {
        // From state i of n a fair walk takes i (n - i) steps to one of the ends (Feller 1968, section XIV.3).
        const int N = 400;
        var walk = new MarkovDecisionProcess(
            N + 1,
            2,
            (state, action) => state is 0 or N ? [] : [new(0.5, state - 1, -1), new(0.5, state + 1, -1 - action)]
        );

        var values = Planning.EvaluatePolicy(walk, new int[N + 1], discount: 1);
        var plan = Planning.ValueIteration(walk, discount: 1);

        for (var state = 0; state <= N; state++)
        {
            Assert.Equal(-state * (N - state), values[state], 1e-5);
            Assert.Equal(-state * (N - state), plan.Values[state], 1e-5);
        }
    }

    [Fact]
    public void Many_states_settle_by_sweeps_alone()
    {
        // A ring of 2,500 states, each worth 1 / (1 - discount).
        var ring = new MarkovDecisionProcess(2500, 1, (state, _) => [new(1, (state + 1) % 2500, 1)]);
        Assert.All(Planning.ValueIteration(ring, 0.995, 1e-9).Values, value => Assert.Equal(200, value, 1e-6));
    }

    [Fact]
    public void What_is_worth_doing_for_ever_has_no_value_without_discount()
    {
        var forever = new MarkovDecisionProcess(
            2,
            2,
            (state, action) =>
                state == 1 ? []
                : action == 0 ? [new(1, 1, 0)]
                : [new(1, 0, 1)]
        );
        Assert.Contains(
            "do not settle",
            Assert.Throws<ArgumentException>(() => Planning.ValueIteration(forever, discount: 1)).Message,
            StringComparison.Ordinal
        );
        var endless = new MarkovDecisionProcess(1, 1, (_, _) => [new(1, 0, 1)]);
        Assert.Contains(
            "do not settle",
            Assert.Throws<ArgumentException>(() => Planning.ValueIteration(endless, discount: 1)).Message,
            StringComparison.Ordinal
        );
        var huge = new MarkovDecisionProcess(1, 1, (_, _) => [new(1, 0, 1e308)]);
        Assert.Contains(
            "grows beyond what a number can hold",
            Assert.Throws<ArgumentException>(() => Planning.ValueIteration(huge, 0.99)).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void A_discount_outside_0_to_1_is_refused(double discount)
    {
        var model = Processes.Walk();
        foreach (
            var act in new Action[]
            {
                () => Planning.ValueIteration(model, discount),
                () => Planning.EvaluatePolicy(model, new int[7], discount),
                () => Planning.EvaluatePolicy(model, Even(7, 2), discount),
                () => Planning.ActionValues(model, new double[7], discount),
                () => Planning.GreedyPolicy(model, new double[7], discount),
            }
        )
        {
            var error = Assert.Throws<ArgumentOutOfRangeException>(act);
            Assert.Contains("discount must lie in [0, 1]", error.Message, StringComparison.Ordinal);
            Assert.Equal(discount, error.ActualValue);
        }
    }

    [Fact]
    public void A_policy_that_never_ends_has_no_value_without_discount()
    {
        var corridor = new GridWorld(["S..G"], stepReward: -1);
        var leftwards = Enumerable.Repeat(GridWorld.Left, 4).ToArray();

        var error = Assert.Throws<ArgumentException>(() => Planning.EvaluatePolicy(corridor.Model, leftwards, discount: 1));

        Assert.Contains("do not settle", error.Message, StringComparison.Ordinal);
        Assert.Equal(-10, Planning.EvaluatePolicy(corridor.Model, leftwards, discount: 0.9)[0], 1e-7);
    }

    [Fact]
    public void A_policy_that_does_not_fit_is_refused()
    {
        var model = Processes.Walk();
        Assert.Contains(
            "6 actions for 7 states",
            Assert.Throws<ArgumentException>(() => Planning.EvaluatePolicy(model, new int[6], 1)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "0 to 1",
            Assert.Throws<ArgumentOutOfRangeException>(() => Planning.EvaluatePolicy(model, [2, 2, 2, 2, 2, 2, 2], 1)).Message,
            StringComparison.Ordinal
        );
        var uneven = Even(7, 2);
        uneven[3, 0] = 0.6;
        Assert.Contains(
            "In state 3",
            Assert.Throws<ArgumentException>(() => Planning.EvaluatePolicy(model, uneven, 1)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "6 values for 7 states",
            Assert.Throws<ArgumentException>(() => Planning.GreedyPolicy(model, new double[6], 1)).Message,
            StringComparison.Ordinal
        );
    }

    private static double[,] Even(int states, int actions)
    {
        var policy = new double[states, actions];
        for (var state = 0; state < states; state++)
        {
            for (var action = 0; action < actions; action++)
            {
                policy[state, action] = 1.0 / actions;
            }
        }

        return policy;
    }
}
