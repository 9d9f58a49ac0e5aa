using Viva.Training;
using static TorchSharp.torch;

namespace Viva.Tests.Training;

public sealed class NearestNeighboursTests
{
    [Fact]
    public void It_votes_as_a_search_through_all_distances_does()
    {
        var generator = new Random(1);
        var samples = Points(generator, 400);
        long[] labels = [.. Enumerable.Range(0, 400).Select(_ => (long)generator.Next(4))];
        var asked = Points(generator, 600);
        var expected = asked.Select(point =>
            samples
                .Zip(labels)
                .OrderBy(known => known.First.Zip(point, (a, b) => (a - b) * (a - b)).Sum())
                .Take(5)
                .GroupBy(known => known.Second)
                .OrderByDescending(group => group.Count())
                .ThenBy(group => group.Key)
                .First()
                .Key
        );
        var neighbours = new NearestNeighbours(Pictures(samples), tensor(labels), neighbours: 5);
        Assert.Equal(expected, neighbours.Predict(Pictures(asked)).data<long>());
    }

    [Fact]
    public void Too_few_samples_and_no_neighbours_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new NearestNeighbours(zeros(2, 3), zeros(2, int64), neighbours: 3));
        Assert.Throws<ArgumentException>(() => new NearestNeighbours(zeros(4, 3), zeros(5, int64)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NearestNeighbours(zeros(4, 3), zeros(4, int64), neighbours: 0));
    }

    private static float[][] Points(Random generator, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, 6).Select(_ => generator.NextSingle()).ToArray())];

    private static Tensor Pictures(float[][] points) => tensor(points.SelectMany(p => p).ToArray(), [points.Length, 1, 2, 3]);
}
