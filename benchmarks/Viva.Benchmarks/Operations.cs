using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Viva.Benchmarks;

/// <summary>
/// The operations that notebooks and library use, each in float32 against itself in float64 on sizes
/// drawn at random: outputs, and gradients of all inputs.
/// </summary>
internal static class Operations
{
    /// <summary>Inputs from -1 to 1 in float32, and the operation for them in any type.</summary>
    private sealed record Drawn(Tensor[] Inputs, Func<Tensor[], Tensor> Run);

    private static readonly Dictionary<string, Func<Random, Drawn>> All = new()
    {
        ["linear"] = r => Sized(r, 70, (n, m, k) => new([Draw(n, m), Draw(k, m), Draw(k)], x => functional.linear(x[0], x[1], x[2]))),
        ["matmul"] = r => Sized(r, 70, (n, m, k) => new([Draw(n, m), Draw(m, k)], x => x[0].matmul(x[1]))),
        ["bmm"] = r => Sized(r, 40, (n, m, k) => new([Draw(3, n, m), Draw(3, m, k)], x => x[0].bmm(x[1]))),
        ["conv1d"] = r =>
            Sized(
                r,
                40,
                (i, o, k) =>
                    new(
                        [Draw(3, i, 9 + (k % 5)), Draw(o, i, 1 + (k % 5)), Draw(o)],
                        x => functional.conv1d(x[0], x[1], x[2], padding: 1, stride: 1 + (k % 2))
                    )
            ),
        ["conv2d"] = r =>
            Sized(
                r,
                40,
                (i, o, k) =>
                    new(
                        [Draw(3, i, 9, 8), Draw(o, i, 1 + (k % 5), 1 + (k % 4)), Draw(o)],
                        x => functional.conv2d(x[0], x[1], x[2], padding: [1, 2], strides: [1 + (k % 2), 1])
                    )
            ),
        ["conv2d, many channels"] = r =>
            Sized(
                r,
                14,
                (i, o, k) =>
                    new(
                        [Draw(2, 16 * i, 6, 7), Draw(16 * o, 16 * i, 3, 3), Draw(16 * o)],
                        x => functional.conv2d(x[0], x[1], x[2], padding: [1, 1], strides: [1 + (k % 2), 1])
                    )
            ),
        ["conv2d, many channels, kernel of one point"] = r =>
            Sized(
                r,
                14,
                (i, o, k) =>
                    new(
                        [Draw(2, 16 * i, 6, 7), Draw(16 * o, 16 * i, 1, 1), Draw(16 * o)],
                        x => functional.conv2d(x[0], x[1], x[2], strides: [1 + (k % 2), 1])
                    )
            ),
        ["conv1d, many channels"] = r =>
            Sized(
                r,
                14,
                (i, o, k) =>
                    new([Draw(2, 16 * i, 7), Draw(16 * o, 16 * i, 1 + (k % 3)), Draw(16 * o)], x => functional.conv1d(x[0], x[1], x[2]))
            ),
        ["conv_transpose2d, many channels"] = r =>
            Sized(
                r,
                14,
                (i, o, _) =>
                    new(
                        [Draw(2, 16 * i, 4, 4), Draw(16 * i, 16 * o, 4, 4), Draw(16 * o)],
                        x => functional.conv_transpose2d(x[0], x[1], x[2], [2, 2], [1, 1])
                    )
            ),
        ["conv2d without bias"] = r =>
            Sized(r, 70, (i, o, k) => new([Draw(2, i, 5, 6), Draw(o, i, 1 + (k % 3), 3)], x => functional.conv2d(x[0], x[1]))),
        ["conv2d, one input channel"] = r =>
            Sized(
                r,
                40,
                (_, o, k) => new([Draw(3, 1, 9, 8), Draw(o, 1, 1 + (k % 5), 3), Draw(o)], x => functional.conv2d(x[0], x[1], x[2]))
            ),
        ["conv2d, kernel of one point"] = r =>
            Sized(
                r,
                70,
                (i, o, k) =>
                    new([Draw(3, i, 9, 8), Draw(o, i, 1, 1), Draw(o)], x => functional.conv2d(x[0], x[1], x[2], strides: [1 + (k % 2), 1]))
            ),
        ["conv2d, dilated"] = r =>
            Sized(
                r,
                40,
                (i, o, _) => new([Draw(2, i, 9, 8), Draw(o, i, 3, 3), Draw(o)], x => functional.conv2d(x[0], x[1], x[2], dilation: [2, 2]))
            ),
        ["conv2d, groups"] = r =>
            Sized(
                r,
                24,
                (i, o, _) =>
                    new([Draw(2, 2 * i, 9, 8), Draw(2 * o, i, 3, 3), Draw(2 * o)], x => functional.conv2d(x[0], x[1], x[2], groups: 2))
            ),
        ["conv2d, depthwise"] = r =>
            Sized(
                r,
                40,
                (i, _, _) => new([Draw(2, i, 9, 8), Draw(i, 1, 3, 3), Draw(i)], x => functional.conv2d(x[0], x[1], x[2], groups: i))
            ),
        ["conv3d"] = r =>
            Sized(r, 30, (i, o, _) => new([Draw(2, i, 4, 5, 6), Draw(o, i, 2, 3, 3), Draw(o)], x => functional.conv3d(x[0], x[1], x[2]))),
        ["conv_transpose1d"] = r =>
            Sized(
                r,
                40,
                (i, o, k) =>
                    new([Draw(2, i, 7), Draw(i, o, 1 + (k % 4)), Draw(o)], x => functional.conv_transpose1d(x[0], x[1], x[2], 1 + (k % 2)))
            ),
        ["conv_transpose2d"] = r =>
            Sized(
                r,
                40,
                (i, o, k) =>
                    new(
                        [Draw(2, i, 5, 6), Draw(i, o, 4, 1 + (k % 4)), Draw(o)],
                        x => functional.conv_transpose2d(x[0], x[1], x[2], [1 + (k % 2), 2], [1, 0])
                    )
            ),
        ["conv_transpose2d, kernel of one point"] = r =>
            Sized(
                r,
                70,
                (i, o, k) =>
                    new([Draw(2, i, 5, 6), Draw(i, o, 1, 1), Draw(o)], x => functional.conv_transpose2d(x[0], x[1], x[2], [1 + (k % 2), 1]))
            ),
        ["conv_transpose2d, groups"] = r =>
            Sized(
                r,
                24,
                (i, o, _) =>
                    new(
                        [Draw(2, 2 * i, 5, 6), Draw(2 * i, o, 3, 3), Draw(2 * o)],
                        x => functional.conv_transpose2d(x[0], x[1], x[2], groups: 2)
                    )
            ),
        ["conv_transpose3d"] = r =>
            Sized(
                r,
                24,
                (i, o, _) => new([Draw(2, i, 3, 4, 5), Draw(i, o, 2, 3, 3), Draw(o)], x => functional.conv_transpose3d(x[0], x[1], x[2]))
            ),
        ["max_pool2d"] = r => Sized(r, 20, (i, h, w) => new([Draw(2, i, 3 + h, 3 + w)], x => functional.max_pool2d(x[0], 2))),
        ["avg_pool2d"] = r => Sized(r, 20, (i, h, w) => new([Draw(2, i, 3 + h, 3 + w)], x => functional.avg_pool2d(x[0], 2))),
        ["adaptive_avg_pool2d"] = r =>
            Sized(r, 20, (i, h, w) => new([Draw(2, i, 3 + h, 3 + w)], x => functional.adaptive_avg_pool2d(x[0], [3, 2]))),
        ["batch_norm, training"] = r =>
            Sized(
                r,
                20,
                (i, h, w) =>
                    new(
                        [Draw(8, i, 1 + h, 1 + w), Draw(i), Draw(i)],
                        x => functional.batch_norm(x[0], zeros_like(x[1]), ones_like(x[1]), x[1], x[2], training: true)
                    )
            ),
        ["batch_norm, evaluation"] = r =>
            Sized(
                r,
                20,
                (i, h, w) =>
                    new(
                        [Draw(8, i, 1 + h, 1 + w), Draw(i), Draw(i)],
                        x => functional.batch_norm(x[0], x[1].detach(), x[2].detach().abs() + 0.5, x[1], x[2])
                    )
            ),
        ["layer_norm"] = r =>
            Sized(
                r,
                40,
                (n, m, _) => new([Draw(n, m + 1), Draw(m + 1), Draw(m + 1)], x => functional.layer_norm(x[0], [m + 1], x[1], x[2]))
            ),
        ["index"] = r => Sized(r, 40, (n, m, _) => new([Draw(n, m)], x => x[0][arange(20) % n])),
        ["softmax"] = r => Sized(r, 60, (n, m, _) => new([Draw(n, m)], x => (9 * x[0]).softmax(1))),
        ["log_softmax"] = r => Sized(r, 60, (n, m, _) => new([Draw(n, m)], x => (9 * x[0]).log_softmax(1))),
        ["logsumexp"] = r => Sized(r, 60, (n, m, _) => new([Draw(n, m)], x => (9 * x[0]).logsumexp(1))),
        ["cross_entropy"] = r => Sized(r, 60, (n, m, _) => new([Draw(n, m)], x => functional.cross_entropy(9 * x[0], arange(n) % m))),
        ["binary_cross_entropy_with_logits"] = r =>
            Sized(
                r,
                60,
                (n, m, _) => new([Draw(n, m), Draw(n, m)], x => functional.binary_cross_entropy_with_logits(9 * x[0], x[1].detach().abs()))
            ),
        ["mse_loss"] = r => Sized(r, 60, (n, m, _) => new([Draw(n, m), Draw(n, m)], x => functional.mse_loss(x[0], x[1]))),
        ["l1_loss"] = r => Sized(r, 60, (n, m, _) => new([Draw(n, m), Draw(n, m)], x => functional.l1_loss(x[0], x[1]))),
        ["sigmoid"] = r => Elementwise(r, x => x.sigmoid()),
        ["tanh"] = r => Elementwise(r, x => x.tanh()),
        ["relu"] = r => Elementwise(r, x => x.relu()),
        ["leaky_relu"] = r => Elementwise(r, x => functional.leaky_relu(x, 0.2)),
        ["gelu"] = r => Elementwise(r, x => functional.gelu(x)),
        ["softplus"] = r => Elementwise(r, x => functional.softplus(x)),
        ["exp"] = r => Elementwise(r, x => x.exp()),
        ["log"] = r => Elementwise(r, x => (x.abs() + 0.1).log()),
        ["sin"] = r => Elementwise(r, x => x.sin()),
        ["sqrt"] = r => Elementwise(r, x => (x.abs() + 0.1).sqrt()),
        ["sum"] = r => Sized(r, 200, (n, m, _) => new([Draw(n, m)], x => x[0].abs().sum(1))),
        ["mean"] = r => Sized(r, 200, (n, m, _) => new([Draw(n, m)], x => x[0].abs().mean())),
        ["std"] = r => Sized(r, 200, (n, m, _) => new([Draw(n, m + 1)], x => x[0].std(1))),
        ["norm"] = r => Sized(r, 200, (n, m, _) => new([Draw(n, m)], x => x[0].norm(1))),
        ["max"] = r => Sized(r, 200, (n, m, _) => new([Draw(n, m)], x => x[0].max(1).values)),
        ["cumsum"] = r => Sized(r, 200, (n, m, _) => new([Draw(n, m)], x => x[0].abs().cumsum(1))),
        ["cdist"] = r => Sized(r, 40, (n, m, k) => new([Draw(n, k), Draw(m, k) + 2], x => cdist(x[0], x[1]))),
        ["index_select"] = r => Sized(r, 40, (n, m, _) => new([Draw(n, m)], x => x[0].index_select(0, arange(50) % n))),
        ["pad"] = r => Sized(r, 20, (i, h, w) => new([Draw(2, i, h, w)], x => functional.pad(x[0], [1, 2, 0, 3]))),
        ["interpolate"] = r =>
            Sized(
                r,
                20,
                (i, h, w) =>
                    new([Draw(2, i, 1 + h, 1 + w)], x => functional.interpolate(x[0], size: [13, 11], mode: InterpolationMode.Bilinear))
            ),
        ["affine_grid, grid_sample"] = r =>
            Sized(
                r,
                20,
                (i, h, w) =>
                    new(
                        [Draw(2, i, 2 + h, 2 + w), Draw(2, 2, 3)],
                        x =>
                            functional.grid_sample(
                                x[0],
                                functional.affine_grid(x[1], [2, i, 7, 9], align_corners: false),
                                GridSampleMode.Bilinear,
                                align_corners: false
                            )
                    )
            ),
        ["scaled_dot_product_attention"] = r =>
            Sized(
                r,
                40,
                (n, m, k) =>
                    new(
                        [Draw(2, 3, n, k), Draw(2, 3, m, k), Draw(2, 3, m, k)],
                        x => functional.scaled_dot_product_attention(x[0], x[1], x[2])
                    )
            ),
        ["Adam, three steps"] = r => Step(r, p => optim.Adam(p, 0.01)),
        ["AdamW, three steps"] = r => Step(r, p => optim.AdamW(p, 0.01)),
        ["SGD with momentum, three steps"] = r => Step(r, p => optim.SGD(p, 0.01, momentum: 0.9)),
    };

    public static IEnumerable<string> Names => All.Keys;

    /// <summary>
    /// The largest error of one operation over sizes drawn at random, all ways of running it: gradients on (the gradients' errors included)
    /// and off, one thread and two, pictures in channels-last order and not. An error is the largest difference over the largest value in
    /// float64, or over 0.01 where all are smaller.
    /// </summary>
    public static OperationError Measure(string name, int sizes, int seed = 1)
    {
        var random = new Random(seed);
        var threads = get_num_threads();
        var error = new OperationError(name, 0, 0, 0, 0, 0);
        try
        {
            for (var i = 0; i < sizes; i++)
            {
                using var scope = NewDisposeScope();
                manual_seed(random.Next());
                var drawn = All[name](random);
                var (right, rightGradients) = WithGradients(drawn, [.. drawn.Inputs.Select(x => x.to(float64))]);
                var pictures = drawn.Inputs[0].dim() == 4;
                foreach (var count in (int[])[1, 2])
                {
                    set_num_threads(count);
                    var (plain, gradients) = WithGradients(drawn, drawn.Inputs);
                    var off = Without(drawn, drawn.Inputs);
                    error = error with
                    {
                        On = Math.Max(error.On, Difference(plain, right)),
                        Gradients = Math.Max(error.Gradients, gradients.Zip(rightGradients, Difference).Max()),
                        Off = Math.Max(error.Off, Difference(off, right)),
                    };
                    if (!pictures)
                    {
                        continue;
                    }

                    Tensor[] last = [drawn.Inputs[0].permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2), .. drawn.Inputs[1..]];
                    var (lastPlain, lastGradients) = WithGradients(drawn, last);
                    error = error with
                    {
                        ChannelsLast = Math.Max(
                            error.ChannelsLast,
                            Math.Max(Difference(lastPlain, right), Difference(Without(drawn, last), right))
                        ),
                        ChannelsLastGradients = Math.Max(error.ChannelsLastGradients, lastGradients.Zip(rightGradients, Difference).Max()),
                    };
                }
            }
        }
        finally
        {
            set_num_threads(threads);
        }

        return error;
    }

    private static (Tensor Output, Tensor[] Gradients) WithGradients(Drawn drawn, Tensor[] inputs)
    {
        using var on = enable_grad();
        Tensor[] leaves = [.. inputs.Select(x => x.detach().requires_grad_())];
        var output = drawn.Run(leaves);
        if (output.requires_grad)
        {
            // Different weights, whose sums do not cancel.
            (output * arange(output.numel(), output.dtype).cos().add(1.5).reshape(output.shape))
                .sum()
                .backward();
        }

        return (output.detach(), [.. leaves.Select(x => x.grad ?? zeros_like(x))]);
    }

    private static Tensor Without(Drawn drawn, Tensor[] inputs)
    {
        using var off = no_grad();
        return drawn.Run(inputs);
    }

    private static double Difference(Tensor actual, Tensor right)
    {
        var difference = ((actual.to(float64) - right).abs().max() / right.abs().max().clamp_min(0.01)).ToDouble();
        return double.IsNaN(difference) ? double.PositiveInfinity : difference;
    }

    private static Drawn Elementwise(Random random, Func<Tensor, Tensor> function) =>
        Sized(random, 60, (n, m, _) => new([5 * Draw(n, m)], x => function(x[0])));

    /// <summary>The weights after three steps along gradients that are given.</summary>
    private static Drawn Step(Random random, Func<IEnumerable<TorchSharp.Modules.Parameter>, optim.Optimizer> make)
    {
        return Sized(
            random,
            40,
            (n, m, _) =>
                new(
                    [Draw(n, m), Draw(n, m)],
                    x =>
                    {
                        using var on = enable_grad();
                        using var weight = new TorchSharp.Modules.Parameter(x[0].detach().clone());
                        using var optimizer = make([weight]);
                        for (var i = 1; i <= 3; i++)
                        {
                            optimizer.zero_grad();
                            (weight * x[1].detach() * i).sum().backward();
                            optimizer.step();
                        }

                        return weight.detach().clone();
                    }
                )
        );
    }

    private static Drawn Sized(Random random, int below, Func<int, int, int, Drawn> draw) =>
        draw(random.Next(1, below), random.Next(1, below), random.Next(1, below));

    private static Tensor Draw(params long[] shape) => (rand(shape) * 2) - 1;
}
