using Viva.Rl.Environments;

namespace Viva.Tests.Rl.Tabular;

/// <summary>Processes whose values are known.</summary>
internal static class Processes
{
    /// <summary>
    /// The gambler of Sutton and Barto, example 4.3: capital 0 to 100, action a stakes a + 1 or
    /// what is left or missing, reward 1 for reaching 100.
    /// </summary>
    public static MarkovDecisionProcess Gambler(double win) =>
        new(
            101,
            50,
            (capital, action) =>
            {
                if (capital is 0 or 100)
                {
                    return [];
                }

                var stake = Math.Min(action + 1, Math.Min(capital, 100 - capital));
                return [new(win, capital + stake, capital + stake == 100 ? 1 : 0), new(1 - win, capital - stake, 0)];
            }
        );

    /// <summary>
    /// The grid of Sutton and Barto, examples 3.5 and 3.8: A pays 10 and leads to A', B pays 5 and leads to B', the border costs 1.
    /// </summary>
    public static MarkovDecisionProcess Shortcuts() =>
        new(
            25,
            4,
            (state, action) =>
            {
                if (state == 1)
                {
                    return [new(1, 21, 10)];
                }

                if (state == 3)
                {
                    return [new(1, 13, 5)];
                }

                var row =
                    (state / 5)
                    + (
                        action == GridWorld.Down ? 1
                        : action == GridWorld.Up ? -1
                        : 0
                    );
                var column =
                    (state % 5)
                    + (
                        action == GridWorld.Right ? 1
                        : action == GridWorld.Left ? -1
                        : 0
                    );
                return row is < 0 or > 4 || column is < 0 or > 4 ? [new(1, state, -1)] : [new(1, (row * 5) + column, 0)];
            }
        );

    /// <summary>The random walk of Sutton and Barto, example 6.2: five states between two ends, of which the right one pays 1.</summary>
    public static MarkovDecisionProcess Walk() =>
        new(
            7,
            2,
            (state, action) => state is 0 or 6 ? [] : [new(1, action == 0 ? state - 1 : state + 1, action == 1 && state == 5 ? 1 : 0)]
        );

    /// <summary>The 4 by 3 world of Russell and Norvig: walls, two ends, moves that go astray one time in five.</summary>
    public static GridWorld RussellNorvig() => new(["...G", ".#.X", "S..."], stepReward: -0.04, slip: 0.2);

    /// <summary>A process drawn from a seed: a few outcomes for each action, and a terminal state at the end.</summary>
    public static MarkovDecisionProcess Drawn(int seed, int states = 12, int actions = 3)
    {
        var random = new Random(seed);
        return new(
            states,
            actions,
            (state, _) =>
            {
                if (state == states - 1)
                {
                    return [];
                }

                var weights = Enumerable.Range(0, 3).Select(_ => random.NextDouble() + 0.01).ToArray();
                return
                [
                    .. weights.Select(weight => new Outcome(weight / weights.Sum(), random.Next(states), (4 * random.NextDouble()) - 2)),
                ];
            }
        );
    }
}
