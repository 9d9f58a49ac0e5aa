using Viva.Rl.Bandits;
using Viva.Rl.Environments;
using Viva.Rl.Tabular;

namespace Viva.Tests.Rl.Tabular;

public sealed class TabularLearnerTests
{
    [Fact]
    public void Q_learning_finds_the_exact_values_where_nothing_is_left_to_chance()
    {
        var maze = new GridWorld(["S.#.", ".X..", "...G"], stepReward: -0.1);
        var run = new TabularLearner
        {
            Discount = 0.9,
            LearningRate = 1,
            Epsilon = _ => 1,
            Seed = 3,
        }.Learn(maze, 20_000);

        var plan = Planning.ValueIteration(maze.Model, 0.9);
        var exact = Planning.ActionValues(maze.Model, plan.Values, 0.9);
        for (var state = 0; state < maze.States; state++)
        {
            for (var action = 0; action < maze.Actions; action++)
            {
                Assert.Equal(exact[state, action], run.ActionValues[state, action], 1e-9);
            }
        }
    }

    [Fact]
    public void Q_learning_comes_close_to_value_iteration_where_moves_slip()
    {
        var world = Processes.RussellNorvig();
        var run = new TabularLearner
        {
            Discount = 0.95,
            LearningRate = 0.02,
            Epsilon = _ => 0.5,
            Seed = 1,
        }.Learn(world, 20_000);

        var best = Planning.ValueIteration(world.Model, 0.95);
        for (var state = 0; state < world.States; state++)
        {
            // Where the agent seldom goes, below the pit, twelve seeds were off by 0.04 to 0.09.
            Assert.Equal(best.Values[state], run.Values[state], 0.12);
        }

        // What counts is what the learned policy is worth, not whether equals were told apart.
        var learned = Planning.EvaluatePolicy(world.Model, run.Policy, 0.95);
        Assert.Equal(best.Values[world.Start], learned[world.Start], 0.01);
    }

    [Fact]
    public void Expected_sarsa_that_only_explores_learns_the_values_of_the_random_policy()
    {
        var walk = new FiniteEnvironment(Processes.Walk(), start: 3);
        var run = new TabularLearner
        {
            Target = TdTarget.ExpectedSarsa,
            Discount = 1,
            LearningRate = 0.5,
            Epsilon = _ => 1,
            Seed = 1,
        }.Learn(walk, 3000);

        for (var state = 1; state <= 5; state++)
        {
            Assert.Equal(state / 6.0, (run.ActionValues[state, 0] + run.ActionValues[state, 1]) / 2, 1e-6);
        }
    }

    [Fact]
    public void Sarsa_that_only_explores_comes_close_to_the_values_of_the_random_policy()
    {
        var walk = new FiniteEnvironment(Processes.Walk(), start: 3);
        var run = new TabularLearner
        {
            Target = TdTarget.Sarsa,
            Discount = 1,
            LearningRate = 0.01,
            Epsilon = _ => 1,
            Seed = 1,
            InitialValue = 0.5,
        }.Learn(walk, 5000);

        for (var state = 1; state <= 5; state++)
        {
            Assert.Equal(state / 6.0, (run.ActionValues[state, 0] + run.ActionValues[state, 1]) / 2, 0.06);
        }
    }

    [Fact]
    public void Without_exploration_expected_sarsa_is_q_learning()
    {
        TabularRun Of(TdTarget target) =>
            new TabularLearner
            {
                Target = target,
                Discount = 1,
                LearningRate = 0.5,
                Epsilon = _ => 0,
                Seed = 2,
            }.Learn(GridWorld.Cliff(), 200);
        Assert.Equal(Of(TdTarget.QLearning).Returns, Of(TdTarget.ExpectedSarsa).Returns);
    }

    [Theory]
    [InlineData(TdTarget.QLearning)]
    [InlineData(TdTarget.Sarsa)]
    public void The_textbooks_loop_with_the_same_draws_gives_the_same_table(TdTarget target)
    {
        // Sutton and Barto (2018), sections 6.4 and 6.5, written out; the stream of draws is that of Run.Random(1).
        const int Seed = 7;
        var cliff = GridWorld.Cliff(slip: 0.1, seed: Seed);
        var random = new Random(unchecked((Seed * 486187739) + 1));
        var q = new double[cliff.States, cliff.Actions];
        double[] Row(int state) => [.. Enumerable.Range(0, cliff.Actions).Select(action => q[state, action])];
        int Choose(int state)
        {
            if (random.NextDouble() < 0.1)
            {
                return random.Next(cliff.Actions);
            }

            var row = Row(state);
            int[] best = [.. Enumerable.Range(0, cliff.Actions).Where(action => row[action] == row.Max())];
            return best[random.Next(best.Length)];
        }

        for (var episode = 0; episode < 60; episode++)
        {
            var state = cliff.Reset(episode == 0 ? Seed : null);
            var action = Choose(state);
            for (var ended = false; !ended; )
            {
                var step = cliff.Step(action);
                ended = step.Ended;
                var next = target == TdTarget.Sarsa && !step.Terminated ? Choose(step.Observation) : -1;
                var future =
                    step.Terminated ? 0
                    : next >= 0 ? q[step.Observation, next]
                    : Row(step.Observation).Max();
                q[state, action] += 0.5 * (step.Reward + (0.9 * future) - q[state, action]);
                if (!ended)
                {
                    (state, action) = (step.Observation, next >= 0 ? next : Choose(step.Observation));
                }
            }
        }

        var learned = new TabularLearner
        {
            Target = target,
            Discount = 0.9,
            LearningRate = 0.5,
            Seed = Seed,
        }.Learn(GridWorld.Cliff(slip: 0.1), 60);
        Assert.Equal(q, learned.ActionValues);
    }

    [Fact]
    public void A_learner_that_knows_nothing_walks_at_random()
    {
        // Nothing is earned on the way, so that all moves are equal until the end is found: without
        // random ties and without exploration the agent would push against one wall for ever.
        var corridor = new GridWorld(["S....G"]);
        var lengths = Enumerable
            .Range(0, 400)
            .Select(seed =>
                (double)
                    new TabularLearner
                    {
                        Discount = 0.9,
                        LearningRate = 0.5,
                        Epsilon = _ => 0,
                        Seed = seed,
                    }
                        .Learn(corridor, 1)
                        .Steps[0]
            )
            .ToArray();

        // A walk over cells 0 to 5 that moves left or right one time in four each, and stays put at the border, takes
        // n (n + 1) / p steps from 0 to n: 5 * 6 * 2 = 60 with p = 1/2 of moving at all.
        var mean = lengths.Average();
        var deviation = Math.Sqrt(lengths.Average(length => (length - mean) * (length - mean)));
        Assert.Equal(60, mean, 4 * deviation / Math.Sqrt(lengths.Length));
    }

    [Fact]
    public void A_truncated_step_still_has_a_future()
    {
        // 1 a step for ever is worth 1 / (1 - 0.9); taking the limit of 10 steps for an end would give 6.5 or less.
        var forever = new FiniteEnvironment(new MarkovDecisionProcess(1, 1, (_, _) => [new Outcome(1, 0, 1)]), stepLimit: 10);
        var run = new TabularLearner
        {
            Discount = 0.9,
            LearningRate = 0.5,
            Seed = 1,
        }.Learn(forever, 100);
        Assert.Equal(10, run.Values[0], 1e-6);
        Assert.All(run.Steps, steps => Assert.Equal(10, steps));
        Assert.All(run.Returns, sum => Assert.Equal(10, sum));
    }

    [Theory]
    [InlineData(TdTarget.QLearning, 30)]
    [InlineData(TdTarget.Sarsa, 30)]
    [InlineData(TdTarget.ExpectedSarsa, 30)]
    public void An_environment_without_an_end_is_cut_off_and_what_would_follow_counts(TdTarget target, double best)
    {
        // The best arm for ever is worth 3 / (1 - 0.9).
        var run = new TabularLearner
        {
            Target = target,
            Discount = 0.9,
            LearningRate = 0.1,
            Epsilon = episode => episode < 5 ? 1 : 0,
            StepLimit = 200,
            Seed = 1,
        }.Learn(new Bandit([1, 2, 3], deviation: 0), 20);
        Assert.Equal(best, run.Values[0], 1e-6);
        Assert.Equal([2], run.Policy);
        Assert.All(run.Steps, steps => Assert.Equal(200, steps));
    }

    [Fact]
    public void Every_episode_ends_without_a_word_about_it()
    {
        var run = new TabularLearner
        {
            Discount = 1,
            LearningRate = 0.5,
            Seed = 1,
        }.Learn(new Bandit([1]), 2);
        Assert.Equal([10_000, 10_000], run.Steps);

        // Against the wall for ever: the world has no limit of its own.
        var stuck = new TabularLearner
        {
            Discount = 0.9,
            LearningRate = 0.5,
            Epsilon = _ => 0,
            Seed = 1,
        }.Learn(new GridWorld(["S#G"], stepLimit: null), 1);
        Assert.Equal([10_000], stuck.Steps);
    }

    [Fact]
    public void On_the_cliff_q_learning_takes_the_edge_and_sarsa_keeps_away_and_earns_more_while_learning()
    {
        var (longer, onlineQ, onlineSarsa) = (0, 0.0, 0.0);
        for (var seed = 1; seed <= 10; seed++)
        {
            var cliff = GridWorld.Cliff();
            var q = Learn(TdTarget.QLearning, seed);
            var sarsa = Learn(TdTarget.Sarsa, seed);

            Assert.Equal(-13, cliff.Play(state => q.Policy[state], stepLimit: 200).Return());
            longer += cliff.Play(state => sarsa.Policy[state], stepLimit: 200).Return() < -13 ? 1 : 0;
            onlineQ += q.Returns[^200..].Average() / 10;
            onlineSarsa += sarsa.Returns[^200..].Average() / 10;
        }

        Assert.True(longer >= 8, $"SARSA took a longer way in {longer} of 10 runs.");
        Assert.True(onlineSarsa > onlineQ + 10, $"SARSA earned {onlineSarsa}, Q-learning {onlineQ} an episode.");

        static TabularRun Learn(TdTarget target, int seed) =>
            new TabularLearner
            {
                Target = target,
                Discount = 1,
                LearningRate = 0.5,
                Epsilon = _ => 0.1,
                Seed = seed,
            }.Learn(GridWorld.Cliff(), 500);
    }

    [Fact]
    public void A_seed_gives_the_same_run_again()
    {
        TabularRun Of(int seed) =>
            new TabularLearner
            {
                Discount = 1,
                LearningRate = 0.5,
                Seed = seed,
            }.Learn(GridWorld.Cliff(slip: 0.1), 50);
        Assert.Equal(Of(4).Returns, Of(4).Returns);
        Assert.NotEqual(Of(4).Returns, Of(5).Returns);
    }

    [Fact]
    public void Settings_outside_their_range_are_refused()
    {
        Refuses("Discount must lie in [0, 1]", new() { Discount = 1.1, LearningRate = 0.5 });
        Refuses("Discount must lie in [0, 1]", new() { Discount = double.NaN, LearningRate = 0.5 });
        Refuses("LearningRate must lie in (0, 1]", new() { Discount = 1, LearningRate = 0 });
        Refuses(
            "Epsilon must lie in [0, 1]",
            new()
            {
                Discount = 1,
                LearningRate = 0.5,
                Epsilon = _ => -0.1,
            }
        );
        Refuses(
            "StepLimit",
            new()
            {
                Discount = 1,
                LearningRate = 0.5,
                StepLimit = 0,
            }
        );
        Refuses(
            "Seed",
            new()
            {
                Discount = 1,
                LearningRate = 0.5,
                Seed = -1,
            }
        );
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            new TabularLearner { Discount = 1, LearningRate = 0.5 }.Learn(GridWorld.Cliff(), 0)
        );

        static void Refuses(string words, TabularLearner learner) =>
            Assert.Contains(
                words,
                Assert.Throws<ArgumentOutOfRangeException>(() => learner.Learn(GridWorld.Cliff(), 1)).Message,
                StringComparison.Ordinal
            );
    }

    [Fact]
    public void It_stops_when_told_and_has_learned_what_a_shorter_run_learns()
    {
        var asked = new List<int>();
        var cliff = GridWorld.Cliff();
        TabularLearner Learner(Func<int[], int, bool>? stop) =>
            new()
            {
                Discount = 1,
                LearningRate = 0.5,
                Seed = 3,
                StopWhen = stop,
            };
        var stopped = Learner(
                (policy, steps) =>
                {
                    Assert.Equal(cliff.States, policy.Length);
                    asked.Add(steps);
                    return cliff.Play(state => policy[state], stepLimit: 13).Terminated;
                }
            )
            .Learn(GridWorld.Cliff(), 1000);
        Assert.InRange(stopped.Steps.Length, 2, 999);
        Assert.Equal(stopped.Steps.Sum(), asked[^1]);
        Assert.Equal(stopped.Steps.Length, asked.Count);
        var shorter = Learner(null).Learn(GridWorld.Cliff(), stopped.Steps.Length);
        Assert.Equal(shorter.ActionValues, stopped.ActionValues);
        Assert.Equal(shorter.Returns, stopped.Returns);
    }
}
