using Viva.Rl.Bandits;
using Viva.Rl.Environments;

namespace Viva.Tests.Rl.Bandits;

public sealed class BanditTests
{
    [Fact]
    public void Payments_have_the_mean_and_deviation_of_their_arm()
    {
        var bandit = new Bandit([-1, 2], deviation: 0.5, seed: 3);
        var paid = Enumerable.Range(0, 20_000).Select(_ => bandit.Step(1).Reward).ToArray();
        var mean = paid.Average();
        Assert.Equal(2, mean, 4 * 0.5 / Math.Sqrt(20_000));
        Assert.Equal(0.5, Math.Sqrt(paid.Average(x => (x - mean) * (x - mean))), 0.011);
        Assert.Equal(1, bandit.BestArm);
    }

    [Fact]
    public void The_best_of_ten_normal_arms_pays_about_1_54_on_average()
    {
        // The expected largest of ten standard normal numbers is 1.5388 (Harter 1961), its deviation 0.587.
        var best = Enumerable.Range(1, 2000).Average(seed => Bandit.Testbed(10, seed).Means.Max());
        Assert.Equal(1.5388, best, 4 * 0.587 / Math.Sqrt(2000));
    }

    [Fact]
    public void A_greedy_agent_stays_with_the_first_arm_that_pays_anything()
    {
        // Without noise the first arm it happens to try pays more than the 0 it expects of the others.
        var regret = new Bandit([1, 2, 3], deviation: 0).Regret(new EpsilonGreedy(3, epsilon: 0, seed: 1), 50);
        var each = regret[0];
        Assert.Contains(each, new double[] { 0, 1, 2 });
        for (var t = 0; t < regret.Length; t++)
        {
            Assert.Equal(each * (t + 1), regret[t], 1e-9);
        }
    }

    [Fact]
    public void Equal_estimates_are_chosen_equally_often()
    {
        const int Draws = 9000;
        var agent = new EpsilonGreedy(4, epsilon: 0, seed: 5);
        agent.Learn(1, -1); // leaves arms 0, 2 and 3 at 0
        var chosen = new int[4];
        for (var draw = 0; draw < Draws; draw++)
        {
            chosen[agent.Choose()]++;
        }

        Assert.Equal(0, chosen[1]);
        var deviation = Math.Sqrt(Draws * (1.0 / 3) * (2.0 / 3));
        foreach (var arm in (int[])[0, 2, 3])
        {
            Assert.Equal(Draws / 3.0, chosen[arm], 4 * deviation);
        }
    }

    [Fact]
    public void Optimism_makes_a_greedy_agent_try_every_arm_once_and_settle_on_the_best()
    {
        var regret = new Bandit([1, 2, 3], deviation: 0).Regret(new EpsilonGreedy(3, epsilon: 0, initialValue: 10, seed: 1), 50);
        Assert.Equal(3, regret[^1], 1e-9); // 2 for the first arm, 1 for the second, once each
    }

    [Fact]
    public void Exploring_for_ever_costs_epsilon_times_the_mean_gap_a_pull()
    {
        var regret = new Bandit([0, 1], deviation: 0).Regret(new EpsilonGreedy(2, epsilon: 0.2, seed: 2), 20_000);

        // Once the second arm is known: half of the exploring pulls, one in ten, lose 1.
        Assert.Equal(0.1, (regret[^1] - regret[999]) / 19_000, 4 * Math.Sqrt(0.1 * 0.9 / 19_000));
    }

    [Fact]
    public void The_regret_of_upper_confidence_bounds_stays_under_the_bound_of_Auer_and_others()
    {
        // Theorem 1 of Auer, Cesa-Bianchi and Fischer (2002) for rewards in [0, 1], here without noise.
        const int Pulls = 10_000;
        double[] means = [0.9, 0.6, 0.5];
        var regret = new Bandit(means, deviation: 0).Regret(new UpperConfidenceBound(3, Math.Sqrt(2)), Pulls);
        double[] gaps = [0.3, 0.4];
        var bound = gaps.Sum(gap => 8 * Math.Log(Pulls) / gap) + ((1 + (Math.PI * Math.PI / 3)) * gaps.Sum());
        Assert.InRange(regret[^1], gaps.Sum(), bound);
        Assert.True(
            regret[^1] - regret[(Pulls / 2) - 1] < 0.2 * regret[^1],
            "The second half must add little: the regret grows with the logarithm."
        );
    }

    [Fact]
    public void A_constant_step_forgets_and_a_mean_does_not()
    {
        var (forgets, remembers) = (
            new EpsilonGreedy(2, 0, initialValue: 0.4, stepSize: 0.5, seed: 1),
            new EpsilonGreedy(2, 0, initialValue: 0.4, seed: 1)
        );
        foreach (var agent in new[] { forgets, remembers })
        {
            foreach (var reward in new double[] { 1, 1, 1, 1, 0, 0 })
            {
                agent.Learn(0, reward);
            }

            agent.Learn(1, 0.5);
        }

        // Arm 0: halved twice from nearly 1 against a mean of 4/6; arm 1: 0.45 and 0.5.
        Assert.Equal((1, 0), (forgets.Choose(), remembers.Choose()));
    }

    [Fact]
    public void Bad_arguments_name_value_and_limit()
    {
        var bandit = new Bandit([1, 2]);
        Says(
            "action must be one of 0 to 1",
            () =>
            {
                bandit.Step(2);
            }
        );
        Says("arm must be one of 0 to 1", () => new UpperConfidenceBound(2).Learn(2, 1));
        Says("arm must be one of 0 to 1", () => new EpsilonGreedy(2, 0.1).Learn(-1, 1));
        Says("epsilon must lie in [0, 1]", () => new EpsilonGreedy(2, 1.5));
        Says("stepSize must lie in (0, 1]", () => new EpsilonGreedy(2, 0.1, stepSize: 0));
        Says("confidence must lie in [0,", () => new UpperConfidenceBound(2, -1));
        Says("deviation must lie in [0,", () => new Bandit([1], deviation: -1));
        Says("means must lie in", () => new Bandit([double.NaN]));
        Says("pulls", () => (object)bandit.Regret(new UpperConfidenceBound(2), 0));
        Says("seed", () => new Bandit([1], seed: -1));
        Assert.Contains("at least one arm", Assert.Throws<ArgumentException>(() => new Bandit([])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bandit_is_an_environment_with_one_state_and_no_end()
    {
        IFiniteEnvironment bandit = Bandit.Testbed(5, seed: 1);
        Assert.Equal((1, 5, 0), (bandit.States, bandit.Actions, bandit.Reset(seed: 9)));
        var step = bandit.Step(4);
        Assert.False(step.Ended);
        bandit.Reset(seed: 9);
        Assert.Equal(step, bandit.Step(4));
    }

    private static void Says(string words, Action act) =>
        Assert.Contains(words, Assert.Throws<ArgumentOutOfRangeException>(act).Message, StringComparison.Ordinal);

    private static void Says(string words, Func<object> make) =>
        Assert.Contains(words, Assert.Throws<ArgumentOutOfRangeException>(make).Message, StringComparison.Ordinal);
}
