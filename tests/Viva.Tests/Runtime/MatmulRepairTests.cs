using System.Runtime.InteropServices;
using TorchSharp;
using Viva.Runtime;
using static TorchSharp.torch;

namespace Viva.Tests.Runtime;

/// <summary>Without the repair each of these products would end the process.</summary>
[Collection(nameof(Alone))]
public sealed class MatmulRepairTests
{
    public MatmulRepairTests() => Run.Reseed(1);

    [Fact]
    public void It_is_in_place_on_x64()
    {
        var expected = RuntimeInformation.ProcessArchitecture == Architecture.X64 && !OperatingSystem.IsMacOS();
        Assert.Equal(expected, MatmulRepair.Installed);
    }

    [Theory]
    [InlineData(new long[] { 32, 10 }, new long[] { 32, 10 }, "cannot be multiplied (32x10 and 32x10)")]
    [InlineData(new long[] { 3 }, new long[] { 4 }, "cannot be multiplied (1x3 and 4x1)")]
    [InlineData(new long[] { 2, 3 }, new long[] { 4 }, "cannot be multiplied (2x3 and 4x1)")]
    [InlineData(new long[] { 4 }, new long[] { 3, 2 }, "cannot be multiplied (1x4 and 3x2)")]
    [InlineData(new long[] { 5, 2, 3 }, new long[] { 5, 2, 3 }, "cannot be multiplied (2x3 and 2x3)")]
    [InlineData(new long[] { 5, 2, 3 }, new long[] { 4, 3, 2 }, "size of tensor a (5) must match the size of tensor b (4)")]
    [InlineData(new long[] { 0, 2, 3 }, new long[] { 4, 3, 2 }, "size of tensor a (0) must match the size of tensor b (4)")]
    [InlineData(new long[] { }, new long[] { 2, 3 }, "matrix")]
    public void A_product_of_shapes_that_do_not_fit_is_an_exception(long[] left, long[] right, string words)
    {
        Assert.SkipUnless(MatmulRepair.Installed, "the repair is for x64 under Linux and Windows");
        using var scope = NewDisposeScope();
        var (a, b) = (randn(left), randn(right));
        Assert.Contains(words, Assert.Throws<ExternalException>(() => matmul(a, b)).Message, StringComparison.Ordinal);
        Assert.Contains(words, Assert.Throws<ExternalException>(() => a.matmul(b)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_product_of_two_types_is_an_exception()
    {
        Assert.SkipUnless(MatmulRepair.Installed, "the repair is for x64 under Linux and Windows");
        using var scope = NewDisposeScope();
        Assert.Contains(
            "dtype",
            Assert.Throws<ExternalException>(() => matmul(randn(2, 2), randn(2, 2, dtype: float64))).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(new long[] { 3 }, new long[] { 3 }, "i,i->")]
    [InlineData(new long[] { 2, 3 }, new long[] { 3 }, "ij,j->i")]
    [InlineData(new long[] { 3 }, new long[] { 3, 2 }, "i,ij->j")]
    [InlineData(new long[] { 2, 3 }, new long[] { 3, 4 }, "ij,jk->ik")]
    [InlineData(new long[] { 5, 2, 3 }, new long[] { 3, 4 }, "bij,jk->bik")]
    [InlineData(new long[] { 5, 2, 3 }, new long[] { 5, 3, 4 }, "bij,bjk->bik")]
    public void A_product_that_fits_and_its_gradients_are_those_of_einsum(long[] left, long[] right, string formula)
    {
        using var scope = NewDisposeScope();
        Tensor[] one = [randn(left, requires_grad: true), randn(right, requires_grad: true)];
        Tensor[] other = [one[0].detach().clone().requires_grad_(), one[1].detach().clone().requires_grad_()];
        var (product, expected) = (matmul(one[0], one[1]), einsum(formula, other[0], other[1]));
        product.square().sum().backward();
        expected.square().sum().backward();
        Assert.True(product.allclose(expected, 1e-5, 1e-5));
        Assert.True(one[0].grad!.allclose(other[0].grad!, 1e-4, 1e-4));
        Assert.True(one[1].grad!.allclose(other[1].grad!, 1e-4, 1e-4));
        using (no_grad())
        {
            Assert.False(matmul(one[0], one[1]).requires_grad);
        }

        using var inference = inference_mode();
        Assert.True(matmul(one[0], one[1]).allclose(expected, 1e-5, 1e-5));
    }

    [Fact]
    public void Broadcast_batches_are_multiplied_as_ever()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (randn(2, 1, 3, 4), randn(5, 4, 6));
        Assert.Equal([2, 5, 3, 6], matmul(a, b).shape);
    }

    [Fact]
    public void Many_products_keep_no_memory()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (randn(100, 1000), randn(1000, 1000));
        for (var i = 0; i < 20; i++)
        {
            using var each = NewDisposeScope();
            matmul(a, b);
        }

        var before = Environment.WorkingSet;
        for (var i = 0; i < 500; i++) // 200 MB of results
        {
            using var each = NewDisposeScope();
            matmul(a, b);
        }

        Assert.InRange(Environment.WorkingSet - before, long.MinValue, 60L << 20);
        // The handles of the inputs are given back too: nothing but this test holds them.
        Assert.Equal(100 * 1000, a.numel());
    }

    [Fact]
    public async Task Threads_may_multiply_at_once()
    {
        using var a = randn(20, 30);
        using var b = randn(30, 20);
        using var expected = einsum("ij,jk->ik", a, b);
        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ =>
                    Task.Run(() =>
                    {
                        for (var i = 0; i < 100; i++)
                        {
                            using var scope = NewDisposeScope();
                            Assert.True(matmul(a, b).allclose(expected, 1e-4, 1e-4));
                        }
                    })
                )
        );
    }
}
