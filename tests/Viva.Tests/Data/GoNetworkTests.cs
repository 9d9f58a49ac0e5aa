using TorchSharp;
using Viva.Data;
using Viva.Go;
using Viva.Runtime;

namespace Viva.Tests.Data;

[Collection(Training.TorchSerial.Name)]
public sealed class GoNetworkTests
{
    public GoNetworkTests() => Run.Start();

    [Fact]
    public void It_answers_for_each_position_of_a_batch()
    {
        using var network = new GoNetwork(4, channels: 8, depth: 1);
        var planes = torch.tensor(GoPlanes.Of(new GoBoard(4), new GoBoard(4, 2.5), new GoBoard(4)), [3, GoPlanes.Count, 4, 4]);
        var (policy, value, owners) = network.call(planes);
        Assert.Equal([3, 17], policy.shape);
        Assert.Equal([3], value.shape);
        Assert.Equal([3, 16], owners.shape);
        Assert.True(value.abs().max().item<float>() <= 1);
        Assert.True(owners.abs().max().item<float>() <= 1);
    }

    [Fact]
    public void An_evaluation_is_policy_and_value_of_the_forward_pass_and_needs_no_gradients()
    {
        using var network = new GoNetwork(3, channels: 8, depth: 2);
        GoBoard[] boards = [new GoBoard(3), GoBoard.Parse("X . .\n. O .\n. . .")];
        var evaluation = network.Evaluate(boards);
        var (policy, value, _) = network.call(torch.tensor(GoPlanes.Of(boards), [2, GoPlanes.Count, 3, 3]));
        Assert.Equal(policy.data<float>().ToArray(), evaluation.Logits);
        Assert.Equal(value.data<float>().ToArray(), evaluation.Values);
        Assert.All(network.parameters(), weights => Assert.Null(weights.grad));
    }

    [Fact]
    public void Its_weights_are_saved_and_loaded()
    {
        using var network = new GoNetwork(3, channels: 8, depth: 1);
        using var other = new GoNetwork(3, channels: 8, depth: 1);
        var file = Path.GetTempFileName();
        network.save(file);
        other.load(file);
        Assert.Equal(network.Evaluate([new GoBoard(3)]).Logits, other.Evaluate([new GoBoard(3)]).Logits);
        File.Delete(file);
    }

    [Fact]
    public void The_shipped_network_opens_in_the_centre_and_expects_to_take_everything()
    {
        using var network = GoNetwork.Shipped();
        foreach (var komi in new[] { 0.5, 12.5, 24.5 })
        {
            var search = new MonteCarloTreeSearch(new GoBoard(5, komi), seed: 1);
            search.Run(100, network.Evaluate);
            Assert.Equal("C3", search.Position.Name(search.Choose()));
            Assert.InRange(search.Value, 0.5, 1);
        }
    }

    [Fact]
    public void The_shipped_network_takes_all_points_from_plain_search_and_from_random_moves()
    {
        using var network = GoNetwork.Shipped();
        for (var seed = 0; seed < 3; seed++)
        {
            var black = MonteCarloTreeSearch.Player(network.Evaluate, 50);
            var plain = MonteCarloTreeSearch.Player(new RandomPlayout(seed).Evaluate, 50, seed: seed);
            Assert.Equal(Stone.Black, GoGame.Play(black, plain, size: 5, komi: 24.5).Winner);
            Assert.Equal(Stone.Black, GoGame.Play(black, new RandomPlayout(seed).Choose, size: 5, komi: 24.5).Winner);
        }
    }
}
