using TorchSharp;
using Viva.Runtime;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Viva.Tests.Runtime;

[Collection(nameof(Alone))]
public class ConvolutionRepairTests
{
    public ConvolutionRepairTests() => Run.Reseed(1);

    [Fact]
    public void What_libtorch_refuses_is_an_exception_as_ever()
    {
        using var scope = NewDisposeScope();
        Assert.ThrowsAny<Exception>(() => functional.conv2d(rand(2, 18, 8, 8), rand(3, 17, 3, 3)).sum());
        Assert.ThrowsAny<Exception>(() => functional.conv2d(rand(2, 17, 2, 2), rand(3, 17, 3, 3)).sum());
        Assert.ThrowsAny<Exception>(() => functional.conv_transpose2d(rand(2, 18, 8, 8), rand(17, 3, 3, 3)).sum());
    }

    [Theory]
    [InlineData(20, 24, 3)]
    [InlineData(1, 10, 3)]
    [InlineData(48, 80, 1)]
    public void The_output_lies_in_memory_as_the_input_does(int inputs, int outputs, int kernel)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var (pictures, weight) = (rand(2, inputs, 6, 7), rand(outputs, inputs, kernel, kernel));
        Assert.True(functional.conv2d(pictures, weight).is_contiguous());
        if (inputs == 1)
        {
            return;
        }

        var ordered = pictures.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
        Assert.True(functional.conv2d(ordered, weight).permute(0, 2, 3, 1).is_contiguous());
    }

    [Fact]
    public void A_gradient_of_a_gradient_is_right()
    {
        using var scope = NewDisposeScope();
        var (input, weight) = (rand(2, 20, 5, 5), rand(18, 20, 3, 3));
        Tensor Second(ScalarType type)
        {
            var (x, w) = (input.to(type).requires_grad_(), weight.to(type).requires_grad_());
            var first = autograd.grad([functional.conv2d(x, w).sin().sum()], [x], retain_graph: true, create_graph: true)[0];
            return autograd.grad([first.square().sum()], [w])[0];
        }

        var right = Second(ScalarType.Float64);
        Assert.True(((Second(ScalarType.Float32).to(float64) - right).abs().max() / right.abs().max()).ToDouble() < 1e-4);
    }
}
