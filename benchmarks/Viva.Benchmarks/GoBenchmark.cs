using System.Diagnostics;
using Viva.Go;

namespace Viva.Benchmarks;

/// <summary>The speed of Go on one core: random games, and tree search where the evaluator costs nothing.</summary>
internal static class GoBenchmark
{
    private const int Rounds = 5;

    public static IEnumerable<Row> Run()
    {
        foreach (var (size, games) in new[] { (5, 100_000), (9, 25_000), (19, 3_000) })
        {
            yield return new Row(
                $"random games to the end with score, {size} by {size}, best of {Rounds}",
                Best(games, () => Playouts(size, games)),
                "games/s",
                AtLeast: size == 9 ? 40_000 : null
            );
        }

        foreach (var (size, simulations) in new[] { (5, 20_000), (9, 20_000) })
        {
            yield return new Row(
                $"tree search, all moves alike, {size} by {size}, best of {Rounds}",
                Best(simulations, () => Search(size, simulations)),
                "sims/s"
            );
            yield return new Row(
                $"64 searches in step, all moves alike, {size} by {size}, best of {Rounds}",
                Best(64 * 200, () => InStep(size, 64, 200)),
                "sims/s"
            );
            yield return new Row(
                $"tree search with random games, {size} by {size}, best of {Rounds}",
                Best(simulations, () => new MonteCarloTreeSearch(new GoBoard(size, 0.5)).Run(simulations, new RandomPlayout(1).Evaluate)),
                "sims/s"
            );
        }
    }

    private static double Best(int count, Action work)
    {
        work();
        return Enumerable
            .Range(0, Rounds)
            .Max(_ =>
            {
                var start = Stopwatch.GetTimestamp();
                work();
                return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
            });
    }

    private static void Playouts(int size, int games)
    {
        var (empty, playout) = (new GoBoard(size, 0.5), new RandomPlayout(1));
        for (var i = 0; i < games; i++)
        {
            playout.Evaluate([empty]);
        }
    }

    private static void Search(int size, int simulations) =>
        new MonteCarloTreeSearch(new GoBoard(size, 0.5)).Run(simulations, Alike, leaves: 8);

    private static void InStep(int size, int games, int simulations) =>
        MonteCarloTreeSearch.Run(
            [.. Enumerable.Range(0, games).Select(game => new MonteCarloTreeSearch(new GoBoard(size, 0.5), game))],
            simulations,
            Alike
        );

    private static GoEvaluation Alike(IReadOnlyList<GoBoard> positions) =>
        new(new float[positions.Sum(position => position.MoveCount)], new float[positions.Count]);
}
