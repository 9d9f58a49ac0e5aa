using Viva.Rl.Deep;
using static TorchSharp.torch;

namespace Viva.Tests.Rl.Deep;

public sealed class ReplayMemoryTests
{
    // Rows of network k are numbered from 1000 k; the second part is their double.
    private static ReplayMemory Filled(int networks, int capacity, int calls, int rows)
    {
        var memory = new ReplayMemory(networks, capacity, seed: 3);
        for (var call = 0; call < calls; call++)
        {
            var numbers = Enumerable
                .Range(0, networks)
                .SelectMany(k => Enumerable.Range(0, rows).Select(i => (float)((1000 * k) + (call * rows) + i)))
                .ToArray();
            memory.Add(tensor(numbers), tensor(numbers).reshape(-1, 1) * tensor([2f, 3f]));
        }

        return memory;
    }

    [Fact]
    public void Each_network_draws_whole_transitions_from_its_own_rows()
    {
        using var memory = Filled(networks: 2, capacity: 100, calls: 5, rows: 3);
        Assert.Equal(15, memory.Count);
        var parts = memory.Sample(200);
        Assert.Equal([400, 1], parts[0].shape);
        Assert.Equal([400, 2], parts[1].shape);
        var first = parts[0].data<float>().ToArray();
        Assert.Equal(Enumerable.Range(0, 15).Select(i => (float)i), first[..200].Distinct().Order());
        Assert.Equal(Enumerable.Range(1000, 15).Select(i => (float)i), first[200..].Distinct().Order());
        Assert.True(Same(parts[1], parts[0] * tensor([2f, 3f])));
    }

    [Fact]
    public void The_oldest_rows_are_forgotten_and_the_newest_can_be_asked_for()
    {
        using var memory = Filled(networks: 1, capacity: 10, calls: 9, rows: 3);
        Assert.Equal(10, memory.Count);
        Assert.Equal(Enumerable.Range(17, 10).Select(i => (float)i), Drawn(memory.Sample(500)));
        Assert.Equal([23f, 24f, 25f, 26f], Drawn(memory.Sample(500, newest: 4)));
        Assert.Equal(10, Drawn(memory.Sample(500, newest: 4000)).Length);
    }

    [Fact]
    public void A_seed_draws_the_same_rows_again()
    {
        using var memory = Filled(1, 50, 5, 3);
        using var again = Filled(1, 50, 5, 3);
        Assert.True(Same(memory.Sample(20)[0], again.Sample(20)[0]));
    }

    [Fact]
    public void Kinds_of_numbers_are_kept_and_rows_outlive_the_scope_of_the_call()
    {
        using var memory = new ReplayMemory(1, 5, seed: 0);
        using (NewDisposeScope())
        {
            memory.Add(tensor([1L, 2L]), tensor([true, false]));
        }

        var parts = memory.Sample(8);
        Assert.Equal(ScalarType.Int64, parts[0].dtype);
        Assert.Equal(ScalarType.Bool, parts[1].dtype);
        Assert.True(Same(parts[1], parts[0] == 1));
    }

    [Fact]
    public void What_does_not_fit_is_refused_in_words()
    {
        using var memory = new ReplayMemory(2, 4, seed: 0);
        Assert.Throws<InvalidOperationException>(() => memory.Sample(1));
        Assert.Contains("multiple of 2", Assert.Throws<ArgumentException>(() => memory.Add(zeros(3, 1))).Message);
        Assert.Throws<ArgumentException>(() => memory.Add(zeros(2, 1), zeros(4, 1)));
        Assert.Contains("memory of 4", Assert.Throws<ArgumentException>(() => memory.Add(zeros(10, 1))).Message);
        memory.Add(zeros(2, 1));
        Assert.Throws<ArgumentException>(() => memory.Add(zeros(2, 1), zeros(2, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => memory.Sample(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => memory.Sample(1, newest: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReplayMemory(0, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReplayMemory(1, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReplayMemory(1, 1, -1));
    }

    private static float[] Drawn(Tensor[] parts) => [.. parts[0].data<float>().ToArray().Distinct().Order()];

    private static bool Same(Tensor a, Tensor b) => a.equal(b).all().item<bool>();
}
