using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using TorchSharp;
using static TorchSharp.torch;

namespace Viva.Runtime;

/// <summary>
/// Corrects libtorch's convolutions where they compute wrong numbers. Before a convolution, oneDNN puts tensors in blocks of 16 channels
/// (8 without AVX-512). In libtorch 2.10 it reads past the last channel when the channels do not fill the blocks: outputs are wrong when
/// there are more than 16 input channels and their number is not a multiple of 16; gradients of inputs are wrong when that is true of the
/// output channels. In channels-last order it does not read past the end. The repair wraps <c>aten::convolution</c> and its backward pass
/// and passes them such tensors in that order, one group at a time. Groups of one channel, whose weights go in blocks in any order, and
/// kernels of one point have their blocks filled up with zeros instead.
/// </summary>
internal static class ConvolutionRepair
{
    private const int Block = 16;

    /// <summary>
    /// Repairs the convolutions of this process where the processor has AVX: with SSE 4.1 alone they are right. libtorch must be loaded.
    /// </summary>
    /// <exception cref="NativeLibraryException">This build of libtorch does not accept the repair.</exception>
    public static void Install()
    {
        if (!Avx.IsSupported)
        {
            return;
        }

        OperatorStack.Register("convolution", Forward);
        OperatorStack.Register("convolution_backward", Backward);
    }

    private static Tensor?[] Forward(OperatorStack stack)
    {
        var (input, weight, bias) = (stack.Tensor(0), stack.Tensor(1), stack.OptionalTensor(2));
        var settings = new Settings(stack, 3);
        return [Forward(input, weight, bias, settings)];
    }

    private static Tensor Forward(Tensor input, Tensor weight, Tensor? bias, Settings s)
    {
        if (IsPoint(input, weight, s))
        {
            var (moreFirst, moreSecond, channels) = (
                Missing(weight.shape[0]),
                Missing(weight.shape[1]),
                weight.shape[s.Transposed ? 1 : 0]
            );
            var (moreInputs, moreOutputs) = s.Transposed ? (moreFirst, moreSecond) : (moreSecond, moreFirst);
            var full = Convolve(
                Fill(input.contiguous(), 1, moreInputs),
                Fill(Fill(weight.contiguous(), 0, moreFirst), 1, moreSecond),
                bias is null ? null : Fill(bias, 0, moreOutputs),
                s
            )[0]!;
            return Like(input, full.narrow(1, 0, channels));
        }

        if (!Concerns(input, weight, s) || (s.IsPlain && !IsCut(input.shape[1])))
        {
            return Convolve(input, weight, bias, s)[0]!;
        }

        if (s.Groups > 1 && s.GroupsToFill(input) is { } more)
        {
            var (inputs, outputs) = (input.shape[1], weight.shape[0]);
            var filled = Forward(
                Fill(input, 1, more),
                Fill(weight, 0, more * outputs / inputs),
                bias is null ? null : Fill(bias, 0, more * outputs / inputs),
                s with
                {
                    Groups = s.Groups + more,
                }
            );
            return Like(input, filled.narrow(1, 0, outputs));
        }

        if (s.Groups > 1)
        {
            var (inputs, weights, biases) = (input.chunk(s.Groups, 1), weight.chunk(s.Groups, 0), bias?.chunk(s.Groups, 0));
            return Like(
                input,
                cat(
                    [
                        .. inputs.Select(
                            (part, i) => Forward(part.contiguous(), weights[i].contiguous(), biases?[i].contiguous(), s with { Groups = 1 })
                        ),
                    ],
                    1
                )
            );
        }

        var line = input.dim() == 3;
        var output = Convolve(Ordered(input), line ? weight.unsqueeze(2) : weight, bias, line ? s.Along2() : s)[0]!;
        return (line ? output.squeeze(2) : output).contiguous();
    }

    private static Tensor?[] Backward(OperatorStack stack)
    {
        var (gradient, input, weight, biasSizes) = (stack.Tensor(0), stack.Tensor(1), stack.Tensor(2), stack.OptionalNumbers(3));
        var settings = new Settings(stack, 4);
        int[] wanted = [.. stack.Numbers(10).Select(flag => (byte)flag != 0 ? 1 : 0)];
        return Backward(gradient, input, weight, biasSizes, settings, wanted);
    }

    private static Tensor?[] Backward(Tensor gradient, Tensor input, Tensor weight, long[]? biasSizes, Settings s, int[] wanted)
    {
        var (inputs, outputs) = (input.shape[1], gradient.shape[1]);
        // With one channel both orders are the same bytes, and the backward pass takes the wrong one. With two it cannot.
        var single = s.Groups == 1 && IsOurs(input);
        if (single && inputs == 1 && outputs % Block != 0 && wanted[0] != 0)
        {
            var two = Backward(gradient, Fill(input, 1, 1), Fill(weight, s.Transposed ? 0 : 1, 1), biasSizes, s, wanted);
            return [two[0]?.narrow(1, 0, 1).contiguous(), two[1]?.narrow(s.Transposed ? 0 : 1, 0, 1).contiguous(), two[2]];
        }

        if (single && outputs == 1 && s.Transposed)
        {
            var two = Backward(Fill(gradient, 1, 1), input, Fill(weight, 1, 1), biasSizes is null ? null : [2], s, wanted);
            return [two[0], two[1]?.narrow(1, 0, 1).contiguous(), two[2]?.narrow(0, 0, 1).contiguous()];
        }

        if (IsPoint(input, weight, s))
        {
            var (first, second) = (weight.shape[0], weight.shape[1]);
            var (moreInputs, moreOutputs) = (Missing(inputs), Missing(outputs));
            var fullWeight = Fill(Fill(weight.contiguous(), 0, Missing(first)), 1, Missing(second));
            var full = Back(
                Fill(gradient.contiguous(), 1, moreOutputs),
                Fill(input.contiguous(), 1, moreInputs),
                fullWeight,
                biasSizes is null ? null : [outputs + moreOutputs],
                s,
                wanted
            );
            return
            [
                full[0]?.narrow(1, 0, inputs).contiguous(),
                full[1]?.narrow(0, 0, first).narrow(1, 0, second).contiguous(),
                full[2]?.narrow(0, 0, outputs).contiguous(),
            ];
        }

        if (!Concerns(input, weight, s) || (s.IsPlain && !IsCut(inputs) && !(wanted[0] != 0 && (outputs % Block != 0 || !IsFull(inputs)))))
        {
            return Back(gradient, input, weight, biasSizes, s, wanted);
        }

        if (s.Groups > 1 && s.GroupsToFill(input) is { } more)
        {
            var added = more * outputs / inputs;
            var filled = Backward(
                Fill(gradient, 1, added),
                Fill(input, 1, more),
                Fill(weight, 0, added),
                biasSizes is null ? null : [outputs + added],
                s with
                {
                    Groups = s.Groups + more,
                },
                wanted
            );
            return
            [
                filled[0]?.narrow(1, 0, inputs).contiguous(),
                filled[1]?.narrow(0, 0, outputs).contiguous(),
                filled[2]?.narrow(0, 0, outputs).contiguous(),
            ];
        }

        if (s.Groups > 1)
        {
            var (gradients, parts, weights) = (gradient.chunk(s.Groups, 1), input.chunk(s.Groups, 1), weight.chunk(s.Groups, 0));
            Tensor?[][] each =
            [
                .. parts.Select(
                    (part, i) =>
                        Backward(
                            gradients[i].contiguous(),
                            part.contiguous(),
                            weights[i].contiguous(),
                            biasSizes is null ? null : [outputs / s.Groups],
                            s with
                            {
                                Groups = 1,
                            },
                            wanted
                        )
                ),
            ];
            Tensor? Together(int index, int dimension) => wanted[index] == 0 ? null : cat([.. each.Select(e => e[index]!)], dimension);
            return [Together(0, 1), Together(1, 0), Together(2, 0)];
        }

        if (input.dim() != 3)
        {
            return Back(Ordered(gradient), Ordered(input), weight, biasSizes, s, wanted);
        }

        var line = Back(Ordered(gradient), Ordered(input), weight.unsqueeze(2), biasSizes, s.Along2(), wanted);
        return [line[0]?.squeeze(2), line[1]?.squeeze(2), line[2]];
    }

    private static bool IsOurs(Tensor input) =>
        input.dtype == ScalarType.Float32 && input.device_type == DeviceType.CPU && input.dim() is >= 3 and <= 5 && input.numel() > 0;

    /// <summary>Whether a convolution may put these in blocks that are not full.</summary>
    private static bool Concerns(Tensor input, Tensor weight, Settings s) =>
        IsOurs(input)
        && !(IsFull(weight.shape[0] / s.Groups) && IsFull(weight.shape[1]))
        && !s.Filled(input)
        && !(s.Groups == 1 && IsChannelsLast(input));

    /// <summary>
    /// Whether the kernel is one point: oneDNN has a special path for it, which is right for
    /// full blocks only, and not in channels-last order.
    /// </summary>
    private static bool IsPoint(Tensor input, Tensor weight, Settings s) =>
        s.Groups == 1 && IsOurs(input) && weight.shape[2..].All(size => size == 1) && !(IsFull(weight.shape[0]) && IsFull(weight.shape[1]));

    /// <summary>
    /// Whether this many channels fill oneDNN's blocks: one block of 16, or pairs of blocks, which some of its kernels take at once.
    /// </summary>
    private static bool IsFull(long channels) => channels == Block || channels % (2 * Block) == 0;

    /// <summary>
    /// Whether the last of several blocks of channels is not full. A single block is read past its end
    /// only for gradients of inputs.
    /// </summary>
    private static bool IsCut(long channels) => channels > Block && channels % Block != 0;

    private static long Missing(long channels) => (Block - (channels % Block)) % Block;

    private static bool IsChannelsLast(Tensor tensor) => tensor.stride().AsSpan().SequenceEqual(ChannelsLast(tensor.shape));

    /// <summary>In the order of the input, as libtorch has it.</summary>
    private static Tensor Like(Tensor input, Tensor output) =>
        input.dim() > 3 && input.shape[1] > 1 && IsChannelsLast(input) ? Ordered(output) : output.contiguous();

    /// <summary>The tensor with this many zeros appended along a dimension.</summary>
    private static Tensor Fill(Tensor tensor, int dimension, long more)
    {
        if (more == 0)
        {
            return tensor;
        }

        var shape = tensor.shape;
        shape[dimension] = more;
        return cat([tensor, tensor.new_zeros(shape)], dimension);
    }

    /// <summary>The same numbers in channels-last order, one dimension as the second of two.</summary>
    private static Tensor Ordered(Tensor tensor)
    {
        var planes = tensor.dim() == 3 ? tensor.unsqueeze(2) : tensor;
        var rows = planes.movedim([1], [-1]).contiguous();
        // The order is stated outright: where a dimension is 1, the strides do not reveal it.
        return rows.as_strided(planes.shape, ChannelsLast(planes.shape));
    }

    private static long[] ChannelsLast(long[] shape)
    {
        var strides = new long[shape.Length];
        strides[1] = 1;
        var stride = shape[1];
        for (var i = shape.Length - 1; i >= 2; i--)
        {
            (strides[i], stride) = (stride, stride * shape[i]);
        }

        strides[0] = stride;
        return strides;
    }

    private static Tensor?[] Convolve(Tensor input, Tensor weight, Tensor? bias, Settings s)
    {
        nint output = 0;
        var error = aoti_torch_cpu_convolution(
            input.Handle,
            weight.Handle,
            bias is null ? null : [bias.Handle],
            s.Stride,
            s.Stride.Length,
            s.Padding,
            s.Padding.Length,
            s.Dilation,
            s.Dilation.Length,
            s.Transposed,
            s.OutputPadding,
            s.OutputPadding.Length,
            s.Groups,
            ref output
        );
        return OperatorStack.Results(error, output);
    }

    private static Tensor?[] Back(Tensor gradient, Tensor input, Tensor weight, long[]? biasSizes, Settings s, int[] wanted)
    {
        nint forInput = 0,
            forWeight = 0,
            forBias = 0;
        var sizes = GCHandle.Alloc(biasSizes, GCHandleType.Pinned);
        try
        {
            var error = aoti_torch_cpu_convolution_backward(
                gradient.Handle,
                input.Handle,
                weight.Handle,
                biasSizes is null ? null : [sizes.AddrOfPinnedObject()],
                biasSizes?.Length ?? 0,
                s.Stride,
                s.Stride.Length,
                s.Padding,
                s.Padding.Length,
                s.Dilation,
                s.Dilation.Length,
                s.Transposed,
                s.OutputPadding,
                s.OutputPadding.Length,
                s.Groups,
                wanted,
                wanted.Length,
                ref forInput,
                ref forWeight,
                ref forBias
            );
            return OperatorStack.Results(error, forInput, forWeight, forBias);
        }
        finally
        {
            sizes.Free();
        }
    }

    private sealed record Settings(long[] Stride, long[] Padding, long[] Dilation, bool Transposed, long[] OutputPadding, long Groups)
    {
        public Settings(OperatorStack stack, int first)
            : this(
                stack.Numbers(first),
                stack.Numbers(first + 1),
                stack.Numbers(first + 2),
                stack.Flag(first + 3),
                stack.Numbers(first + 4),
                stack.Number(first + 5)
            ) { }

        /// <summary>Whether these are the settings of an ordinary convolution.</summary>
        public bool IsPlain => Groups == 1 && !Transposed;

        /// <summary>
        /// How many groups of one channel are missing in the last block; null where groups hold more, or none is missing.
        /// </summary>
        public long? GroupsToFill(Tensor input) => OneEach(input) && Missing(Groups) is > 0 and var more ? more : null;

        /// <summary>Whether groups of one channel fill the blocks.</summary>
        public bool Filled(Tensor input) => OneEach(input) && Groups % Block == 0;

        private bool OneEach(Tensor input) => !Transposed && input.shape[1] == Groups;

        /// <summary>The settings along one dimension, for it as the second of two.</summary>
        public Settings Along2() =>
            this with
            {
                Stride = [1, .. Stride],
                Padding = [0, .. Padding],
                Dilation = [1, .. Dilation],
                OutputPadding = [0, .. OutputPadding],
            };
    }

    [DllImport("torch_cpu"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int aoti_torch_cpu_convolution(
        nint input,
        nint weight,
        nint[]? bias,
        long[] stride,
        long strides,
        long[] padding,
        long paddings,
        long[] dilation,
        long dilations,
        [MarshalAs(UnmanagedType.Bool)] bool transposed,
        long[] outputPadding,
        long outputPaddings,
        long groups,
        ref nint output
    );

    [DllImport("torch_cpu"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int aoti_torch_cpu_convolution_backward(
        nint gradient,
        nint input,
        nint weight,
        nint[]? biasSizes,
        long biasSizeCount,
        long[] stride,
        long strides,
        long[] padding,
        long paddings,
        long[] dilation,
        long dilations,
        [MarshalAs(UnmanagedType.Bool)] bool transposed,
        long[] outputPadding,
        long outputPaddings,
        long groups,
        int[] wanted,
        long wantedCount,
        ref nint forInput,
        ref nint forWeight,
        ref nint forBias
    );
}
