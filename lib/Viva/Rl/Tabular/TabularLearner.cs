using Viva.Rl.Bandits;
using Viva.Rl.Environments;
using Viva.Runtime;

namespace Viva.Rl.Tabular;

/// <summary>
/// Learns the worth of each action in each state from steps alone, by temporal differences with one step of look-ahead: Q-learning, SARSA
/// or expected SARSA with epsilon-greedy exploration (Sutton and Barto 2018, sections 6.4 to 6.6).
/// </summary>
public sealed class TabularLearner
{
    /// <summary>What the future is taken to be worth; <see cref="TdTarget.QLearning"/> unless set.</summary>
    public TdTarget Target { get; init; } = TdTarget.QLearning;

    /// <summary>What a reward one step later counts, in [0, 1].</summary>
    public required double Discount { get; init; }

    /// <summary>How far a value moves towards its target, in (0, 1].</summary>
    public required double LearningRate { get; init; }

    /// <summary>
    /// The probability, in [0, 1], of an action drawn evenly in place of the best, for the episode
    /// of this number, from 0; 0.1 always unless set.
    /// </summary>
    public Func<int, double> Epsilon { get; init; } = _ => 0.1;

    /// <summary>
    /// What every action is taken to be worth before anything is learned; 0 unless set. Above what
    /// can be earned it makes the agent try everything.
    /// </summary>
    public double InitialValue { get; init; }

    /// <summary>
    /// The step at which the learner cuts an episode off, if it has not ended before; 10,000 unless set. An environment without an end,
    /// such as <see cref="Bandit"/>, needs it.
    /// </summary>
    public int StepLimit { get; init; } = 10_000;

    /// <summary>
    /// Asked after each episode, with the greedy policy (an action for each state) and the steps of all episodes so far, whether to stop
    /// learning; never unless set.
    /// </summary>
    public Func<int[], int, bool>? StopWhen { get; init; }

    /// <summary>The seed of exploration and of the environment; <see cref="Run.Seed"/> unless set.</summary>
    public int? Seed { get; init; }

    /// <summary>
    /// Plays episodes and learns after each step. A terminated step has no future; one at which an episode is cut off has, so its target
    /// looks ahead as any other. Where rewards go on for ever, a discount of 1 makes values that grow with every step.
    /// </summary>
    /// <param name="environment">Where to learn.</param>
    /// <param name="episodes">How many episodes to play, if <see cref="StopWhen"/> does not end it before.</param>
    /// <exception cref="ArgumentException">A setting is out of its range; the message names the value and the limit.</exception>
    public TabularRun Learn(IFiniteEnvironment environment, int episodes)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(episodes);
        Require.Interval(Discount, 0, 1);
        Require.Interval(LearningRate, 0, 1, openBelow: true);
        Require.Interval(InitialValue, double.MinValue, double.MaxValue);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(StepLimit);
        CheckTarget(Target);
        var seed = Seed ?? Run.Seed;
        ArgumentOutOfRangeException.ThrowIfNegative(seed, nameof(Seed));

        var values = new double[environment.States, environment.Actions];
        for (var state = 0; state < environment.States; state++)
        {
            for (var action = 0; action < environment.Actions; action++)
            {
                values[state, action] = InitialValue;
            }
        }

        // Another stream than the environment's, which starts from the seed itself.
        var choice = new EpsilonGreedyChoice(new Random(unchecked((seed * 486187739) + 1)));
        var (returns, steps, total) = (new List<double>(), new List<int>(), 0);
        var interruption = Interruption.Of();
        for (var episode = 0; episode < episodes; episode++)
        {
            var epsilon = Epsilon(episode);
            Require.Interval(epsilon, 0, 1, name: nameof(Epsilon));
            var (earned, taken) = (0.0, 0);
            var state = environment.Reset(episode == 0 ? seed : null);
            var action = choice.Next(values, state, epsilon);
            while (true)
            {
                interruption.ThrowIfRequested();
                var step = environment.Step(action);
                var next = step.Observation;
                earned += step.Reward;
                taken++;

                // SARSA must choose before it learns, for the choice is its target; Q-learning chooses with what it has just learned.
                var nextAction = Target == TdTarget.Sarsa && !step.Terminated ? choice.Next(values, next, epsilon) : -1;
                var future = step.Terminated
                    ? 0
                    : Target switch
                    {
                        TdTarget.Sarsa => values[next, nextAction],
                        TdTarget.ExpectedSarsa => ((1 - epsilon) * EpsilonGreedyChoice.Largest(values, next))
                            + (epsilon * Mean(values, next)),
                        _ => EpsilonGreedyChoice.Largest(values, next),
                    };
                values[state, action] += LearningRate * (step.Reward + (Discount * future) - values[state, action]);
                if (step.Ended || taken == StepLimit)
                {
                    break;
                }

                (state, action) = (next, nextAction >= 0 ? nextAction : choice.Next(values, next, epsilon));
            }

            returns.Add(earned);
            steps.Add(taken);
            total += taken;
            if (StopWhen?.Invoke(new TabularRun(values, [], []).Policy, total) == true)
            {
                break;
            }
        }

        return new(values, [.. returns], [.. steps]);
    }

    private static void CheckTarget(TdTarget target)
    {
        if (!Enum.IsDefined(target))
        {
            throw new ArgumentOutOfRangeException(nameof(target), target, "Target must be one of QLearning, Sarsa and ExpectedSarsa.");
        }
    }

    private static double Mean(double[,] values, int state)
    {
        var sum = 0.0;
        for (var action = 0; action < values.GetLength(1); action++)
        {
            sum += values[state, action];
        }

        return sum / values.GetLength(1);
    }
}
