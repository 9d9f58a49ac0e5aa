using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Viva;

/// <summary>
/// Makes libtorch's convolutions right where they are wrong. Before a convolution oneDNN puts tensors in blocks of 16 channels (8 without AVX-512). In
/// libtorch 2.10 it reads past the last channel where their number does not fill the blocks: outputs are wrong for more than 16 input channels that
/// are no multiple of 16, and so are gradients of inputs where the outputs' channels are none. In channels-last order nothing is put in blocks and
/// all is right. The repair stands in front of <c>aten::convolution</c> and its backward pass, and gives them those tensors in that order.
/// </summary>
internal static class ConvolutionRepair
{
    private const int Block = 16;

    /// <summary>Repairs the convolutions of this process when <see cref="IsWrong"/>. libtorch must be loaded.</summary>
    /// <exception cref="NativeLibraryException">This libtorch does not take the repair.</exception>
    public static void Install()
    {
        if (!IsWrong())
            return;
        OperatorStack.Register("convolution", Forward);
        OperatorStack.Register("convolution_backward", Backward);
    }

    /// <summary>Whether a convolution of 17 channels, which cannot be right where blocks are read past their end, differs from the same in float64.</summary>
    internal static bool IsWrong()
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        Tensor Numbers(params long[] shape) => arange(shape.Aggregate((a, b) => a * b), ScalarType.Float32).mul_(0.7f).sin_().reshape(shape);
        var (input, weight) = (Numbers(2, 17, 4, 4), Numbers(2, 17, 3, 3));
        var right = nn.functional.conv2d(input.to(float64), weight.to(float64));
        return !nn.functional.conv2d(input, weight).to(float64).allclose(right, 1e-3, 1e-3);
    }

    private static Tensor?[] Forward(OperatorStack stack)
    {
        var (input, weight, bias) = (stack.Tensor(0), stack.Tensor(1), stack.OptionalTensor(2));
        var settings = new Settings(stack, 3);
        if (!Concerns(input, weight))
            return Convolve(input, weight, bias, settings);
        var line = input.dim() == 3;
        var output = Convolve(Ordered(input), line ? weight.unsqueeze(2) : weight, bias, line ? settings.Along2() : settings)[0]!.contiguous();
        return [line ? output.squeeze(2) : output];
    }

    private static Tensor?[] Backward(OperatorStack stack)
    {
        var (gradient, input, weight, biasSizes) = (stack.Tensor(0), stack.Tensor(1), stack.Tensor(2), stack.OptionalNumbers(3));
        var settings = new Settings(stack, 4);
        int[] wanted = [.. stack.Numbers(10).Select(flag => (byte)flag != 0 ? 1 : 0)];
        if (!Concerns(input, weight))
            return Back(gradient, input, weight, biasSizes, settings, wanted);
        if (input.dim() != 3)
            return Back(Ordered(gradient), Ordered(input), weight, biasSizes, settings, wanted);
        var gradients = Back(Ordered(gradient), Ordered(input), weight.unsqueeze(2), biasSizes, settings.Along2(), wanted);
        return [gradients[0]?.squeeze(2), gradients[1]?.squeeze(2), gradients[2]];
    }

    /// <summary>Whether a convolution may put these in blocks that are not full.</summary>
    private static bool Concerns(Tensor input, Tensor weight) =>
        input.dtype == ScalarType.Float32 && input.device_type == DeviceType.CPU && input.dim() is >= 3 and <= 5 && input.numel() > 0
        && (weight.shape[0] % Block != 0 || weight.shape[1] % Block != 0 || input.shape[1] % Block != 0)
        && !input.stride().AsSpan().SequenceEqual(ChannelsLast(input.shape));

    /// <summary>The same numbers in channels-last order, one dimension as the second of two.</summary>
    private static Tensor Ordered(Tensor tensor)
    {
        var planes = tensor.dim() == 3 ? tensor.unsqueeze(2) : tensor;
        var rows = planes.movedim([1], [-1]).contiguous();
        // Said outright, for where a dimension is 1 the strides that say which order is meant are anything.
        return rows.as_strided(planes.shape, ChannelsLast(planes.shape));
    }

    private static long[] ChannelsLast(long[] shape)
    {
        var strides = new long[shape.Length];
        strides[1] = 1;
        var stride = shape[1];
        for (var i = shape.Length - 1; i >= 2; i--)
            (strides[i], stride) = (stride, stride * shape[i]);
        strides[0] = stride;
        return strides;
    }

    private static Tensor?[] Convolve(Tensor input, Tensor weight, Tensor? bias, Settings s)
    {
        nint output = 0;
        var error = aoti_torch_cpu_convolution(
            input.Handle, weight.Handle, bias is null ? null : [bias.Handle], s.Stride, s.Stride.Length, s.Padding, s.Padding.Length, s.Dilation, s.Dilation.Length,
            s.Transposed, s.OutputPadding, s.OutputPadding.Length, s.Groups, ref output);
        return OperatorStack.Results(error, output);
    }

    private static Tensor?[] Back(Tensor gradient, Tensor input, Tensor weight, long[]? biasSizes, Settings s, int[] wanted)
    {
        nint forInput = 0, forWeight = 0, forBias = 0;
        var sizes = GCHandle.Alloc(biasSizes, GCHandleType.Pinned);
        try
        {
            var error = aoti_torch_cpu_convolution_backward(
                gradient.Handle, input.Handle, weight.Handle, biasSizes is null ? null : [sizes.AddrOfPinnedObject()], biasSizes?.Length ?? 0,
                s.Stride, s.Stride.Length, s.Padding, s.Padding.Length, s.Dilation, s.Dilation.Length,
                s.Transposed, s.OutputPadding, s.OutputPadding.Length, s.Groups, wanted, wanted.Length, ref forInput, ref forWeight, ref forBias);
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
            : this(stack.Numbers(first), stack.Numbers(first + 1), stack.Numbers(first + 2), stack.Flag(first + 3), stack.Numbers(first + 4), stack.Number(first + 5))
        {
        }

        /// <summary>The settings along one dimension, for it as the second of two.</summary>
        public Settings Along2() => this with { Stride = [1, .. Stride], Padding = [0, .. Padding], Dilation = [1, .. Dilation], OutputPadding = [0, .. OutputPadding] };
    }

    [DllImport("torch_cpu"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int aoti_torch_cpu_convolution(
        nint input, nint weight, nint[]? bias, long[] stride, long strides, long[] padding, long paddings, long[] dilation, long dilations,
        [MarshalAs(UnmanagedType.Bool)] bool transposed, long[] outputPadding, long outputPaddings, long groups, ref nint output);

    [DllImport("torch_cpu"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int aoti_torch_cpu_convolution_backward(
        nint gradient, nint input, nint weight, nint[]? biasSizes, long biasSizeCount, long[] stride, long strides, long[] padding, long paddings, long[] dilation, long dilations,
        [MarshalAs(UnmanagedType.Bool)] bool transposed, long[] outputPadding, long outputPaddings, long groups, int[] wanted, long wantedCount, ref nint forInput, ref nint forWeight, ref nint forBias);
}
