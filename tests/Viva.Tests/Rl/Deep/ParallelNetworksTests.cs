using Viva.Rl.Deep;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Viva.Tests.Rl.Deep;

public sealed class ParallelNetworksTests
{
    [Fact]
    public void Each_network_gives_what_a_sequential_with_its_weights_gives_and_gets_its_gradients()
    {
        manual_seed(1);
        var networks = new ParallelNetworks(3, [4, 8, 2]);
        var x = randn(3 * 5, 4);
        networks.forward(x).square().mean().backward();
        var parameters = networks.parameters().ToArray();
        for (var k = 0; k < 3; k++)
        {
            var (first, second) = (Linear(4, 8), Linear(8, 2));
            using (no_grad())
            {
                first.weight.copy_(parameters[0][k].t());
                first.bias!.copy_(parameters[1][k, 0]);
                second.weight.copy_(parameters[2][k].t());
                second.bias!.copy_(parameters[3][k, 0]);
            }

            var rows = x[TensorIndex.Slice(5 * k, 5 * (k + 1))];
            var y = second.forward(functional.relu(first.forward(rows)));
            Assert.True(y.allclose(networks.forward(x)[TensorIndex.Slice(5 * k, 5 * (k + 1))], atol: 1e-6));
            // The mean over all rows is a third of the mean over a network's own.
            y.square().mean().backward();
            Assert.True(first.weight.grad!.t().allclose(3 * parameters[0].grad![k], atol: 1e-6));
            Assert.True(second.bias!.grad!.allclose(3 * parameters[3].grad![k, 0], atol: 1e-6));
        }
    }

    [Fact]
    public void Weights_begin_within_one_over_the_root_of_what_goes_in()
    {
        manual_seed(1);
        var largest = new ParallelNetworks(50, [4, 100, 1]).parameters().Select(p => p.abs().max().item<float>()).ToArray();
        Assert.All(largest.Zip([0.5f, 0.5f, 0.1f, 0.1f]), pair => Assert.InRange(pair.First, 0.97f * pair.Second, pair.Second));
    }

    [Fact]
    public void A_copy_stands_still_and_follows_as_told()
    {
        manual_seed(1);
        var networks = new ParallelNetworks(2, [3, 2]);
        var copy = networks.Copy();
        var before = copy.parameters().First().clone();
        using (no_grad())
        {
            networks.parameters().First().add_(1);
        }

        Assert.True(Same(copy.parameters().First(), before));
        copy.Follow(networks, 0.25);
        Assert.True(copy.parameters().First().allclose(before + 0.25));
        copy.Follow(networks, 1);
        Assert.True(Same(copy.parameters().First(), networks.parameters().First()));
    }

    [Fact]
    public void One_network_can_be_taken_without_the_others()
    {
        manual_seed(1);
        var (networks, others) = (new ParallelNetworks(2, [3, 2]), new ParallelNetworks(2, [3, 2]));
        var before = networks.parameters().First().clone();
        networks.Take(others, 1);
        var after = networks.parameters().First();
        Assert.True(Same(after[0], before[0]));
        Assert.True(Same(after[1], others.parameters().First()[1]));
    }

    [Fact]
    public void One_network_repeated_answers_alike_and_gets_the_gradient_of_each_batch_apart()
    {
        manual_seed(1);
        var networks = new ParallelNetworks(3, [3, 4, 2]);
        var repeated = networks.Repeat(1, count: 5);
        var x = randn(5, 3);
        var expected = networks.forward(cat([zeros(5, 3), x, zeros(5, 3)]))[5..10];
        Assert.True(repeated.forward(x).allclose(expected, atol: 1e-6));
        repeated.forward(x).sum().backward();
        networks.forward(cat([zeros(1, 3), x[2..3], zeros(1, 3)]))[1].sum().backward();
        Assert.True(repeated.parameters().First().grad![2].allclose(networks.parameters().First().grad![1], atol: 1e-6));
    }

    [Fact]
    public void Weights_outlive_the_scope_in_which_they_were_made()
    {
        ParallelNetworks networks;
        using (NewDisposeScope())
        {
            networks = new(2, [3, 2]);
            networks.Follow(networks.Copy(), 0.5);
        }

        Assert.Equal([4, 2], networks.forward(zeros(4, 3)).shape);
    }

    [Fact]
    public void What_does_not_fit_is_refused_in_words()
    {
        var networks = new ParallelNetworks(2, [3, 2]);
        Assert.Contains("rows of 3 numbers", Assert.Throws<ArgumentException>(() => networks.forward(zeros(3, 3))).Message);
        Assert.Throws<ArgumentException>(() => networks.forward(zeros(4, 2)));
        Assert.Throws<ArgumentException>(() => networks.Follow(new(2, [3, 4, 2]), 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => networks.Follow(new(2, [3, 2]), 1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => networks.Take(new(2, [3, 2]), 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => networks.Repeat(2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => networks.Repeat(0, 0));
        Assert.Throws<ArgumentException>(() => new ParallelNetworks(2, [3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ParallelNetworks(0, [3, 2]));
    }

    private static bool Same(Tensor a, Tensor b) => a.equal(b).all().item<bool>();
}
