using TorchSharp;
using Viva.Runtime;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Viva.Tests.Runtime;

[Collection(nameof(Alone))]
public class LstmRepairTests
{
    public LstmRepairTests() => Run.Reseed(1);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Long_sequences_which_it_cuts_in_pieces_give_what_one_piece_gives(bool bidirectional)
    {
        using var scope = NewDisposeScope();
        using var lstm = LSTM(9, 16, 2, bidirectional: bidirectional);
        var input = randn(90, 200, 9); // 27 MB of intermediate results
        var (states, state, cell) = lstm.call(input);
        using var frozen = no_grad();
        var (plainStates, plainState, plainCell) = lstm.call(input);
        Assert.True(plainStates.allclose(states.detach(), 1e-6, 1e-6));
        Assert.True(plainState.allclose(state.detach(), 1e-6, 1e-6));
        Assert.True(plainCell.allclose(cell.detach(), 1e-6, 1e-6));
    }

    [Fact]
    public void It_records_no_gradient_and_leaves_the_mode_as_it_was()
    {
        using var scope = NewDisposeScope();
        using var lstm = LSTM(10, 16);
        using (no_grad())
        {
            var (states, state, cell) = lstm.call(randn(5, 3, 10));
            Assert.False(is_grad_enabled());
            Assert.All((Tensor[])[states, state, cell], tensor => Assert.False(tensor.requires_grad));
        }

        Assert.True(is_grad_enabled());
    }

    [Fact]
    public void An_LSTM_is_right_in_inference_mode_and_when_made_there()
    {
        using var scope = NewDisposeScope();
        using var outside = LSTM(10, 16);
        var input = randn(5, 3, 10);
        var expected = outside.call(input).Item1.detach();
        using var inference = inference_mode();
        Assert.True(outside.call(input).Item1.allclose(expected, 1e-6, 1e-6));

        using var inside = LSTM(10, 16);
        inside.load_state_dict(outside.state_dict());
        Assert.True(inside.call(input).Item1.allclose(expected, 1e-6, 1e-6));
    }

    [Fact]
    public async Task Threads_may_use_LSTMs_at_once()
    {
        using var lstm = LSTM(32, 100);
        using var input = randn(6, 4, 32);
        using var expected = lstm.call(input).Item1.detach();
        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ =>
                    Task.Run(() =>
                    {
                        using var frozen = no_grad();
                        for (var i = 0; i < 20; i++)
                        {
                            using var scope = NewDisposeScope();
                            Assert.True(lstm.call(input).Item1.allclose(expected, 1e-6, 1e-6));
                        }
                    })
                )
        );
    }

    [Fact]
    public void A_wrong_input_is_refused_as_ever()
    {
        using var lstm = LSTM(10, 16);
        using var input = randn(5, 3, 11);
        using var frozen = no_grad();
        Assert.ThrowsAny<Exception>(() => lstm.call(input));
    }

    [Fact]
    public void Many_calls_keep_no_memory()
    {
        using var lstm = LSTM(10, 16);
        using var input = randn(5, 3, 10);
        using var frozen = no_grad();
        using (NewDisposeScope())
        {
            lstm.call(input);
        }

        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (NewDisposeScope())
        {
            for (var i = 0; i < 100; i++)
            {
                lstm.call(input);
            }
        }

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }
}
