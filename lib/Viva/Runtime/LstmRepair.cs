using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using static TorchSharp.torch;

namespace Viva.Runtime;

/// <summary>
/// Corrects libtorch's LSTM where it computes wrong numbers. On processors with AVX-512, oneDNN's inference kernel, which libtorch 2.10
/// calls for float32 while gradients are off, is wrong by up to 1.7 at many sizes; its training kernel is right. The repair wraps the
/// operator that calls either kernel, <c>aten::mkldnn_rnn_layer</c>, and turns gradients on inside it, so that every LSTM of the process
/// uses the training kernel. This records no gradient: the caller decides that before the operator runs.
/// </summary>
internal static class LstmRepair
{
    // The system maps and zeroes a larger block anew at each call, which was measured to take ten times as long as the LSTM itself.
    private const long KeptAtOnce = 8 << 20;

    // Bytes that the training kernel keeps for each step, sample and hidden unit: 82 to 92 were measured.
    private const long BytesKept = 96;

    /// <summary>Repairs the LSTMs of this process where the processor has AVX-512. libtorch must be loaded.</summary>
    /// <exception cref="NativeLibraryException">This build of libtorch does not accept the repair.</exception>
    public static void Install()
    {
        if (Avx512F.IsSupported)
        {
            OperatorStack.Register("mkldnn_rnn_layer", stack => new Call(stack).Run());
        }
    }

    /// <summary>One call of the operator, for one layer and one direction.</summary>
    private sealed class Call(OperatorStack stack)
    {
        private readonly Tensor _input = stack.Tensor(0); // (steps, batch, features)

        // For input and state, and their biases.
        private readonly Tensor[] _weights = [stack.Tensor(1), stack.Tensor(2), stack.Tensor(3), stack.Tensor(4)];
        private readonly Tensor _state = stack.Tensor(5),
            _cell = stack.Tensor(6); // (batch, hidden)
        private readonly bool _reverse = stack.Flag(7);
        private readonly long[] _batchSizes = stack.Numbers(8);
        private readonly long _mode = stack.Number(9),
            _hidden = stack.Number(10),
            _layers = stack.Number(11);
        private readonly bool _biases = stack.Flag(12),
            _bidirectional = stack.Flag(13),
            _batchFirst = stack.Flag(14),
            _train = stack.Flag(15);

        /// <summary>Outputs of all steps, last state, last cell, and what a backward pass would need.</summary>
        public Tensor?[] Run()
        {
            if (is_grad_enabled() || _input.dtype != ScalarType.Float32)
            {
                return Layer(_input, _state, _cell);
            }

            // Nobody asks for what the kernel keeps, so the sequence goes through in pieces and each piece is forgotten.
            using var _ = enable_grad();
            var steps = _input.shape[0];
            var piece = Math.Clamp(KeptAtOnce / Math.Max(1, BytesKept * _input.shape[1] * _hidden), 1, Math.Max(1, steps));
            if (piece >= steps)
            {
                return Layer(_input, _state, _cell);
            }

            var outputs = new List<Tensor>();
            var (state, cell) = (_state, _cell);
            for (long done = 0; done < steps; done += piece)
            {
                var length = Math.Min(piece, steps - done);
                var layer = Layer(_input.narrow(0, _reverse ? steps - done - length : done, length), state, cell);
                layer[3]?.Dispose();
                outputs.Add(layer[0]!);
                (state, cell) = (layer[1]!, layer[2]!);
            }

            if (_reverse)
            {
                outputs.Reverse();
            }

            return [cat(outputs), state, cell, null];
        }

        private Tensor?[] Layer(Tensor input, Tensor state, Tensor cell)
        {
            nint outputs = 0,
                lastState = 0,
                lastCell = 0,
                workspace = 0;
            var error = aoti_torch_cpu_mkldnn_rnn_layer(
                input.Handle,
                _weights[0].Handle,
                _weights[1].Handle,
                _weights[2].Handle,
                _weights[3].Handle,
                state.Handle,
                cell.Handle,
                _reverse,
                _batchSizes,
                _batchSizes.Length,
                _mode,
                _hidden,
                _layers,
                _biases,
                _bidirectional,
                _batchFirst,
                _train,
                ref outputs,
                ref lastState,
                ref lastCell,
                ref workspace
            );
            return OperatorStack.Results(error, outputs, lastState, lastCell, workspace);
        }
    }

    [DllImport("torch_cpu"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int aoti_torch_cpu_mkldnn_rnn_layer(
        nint input,
        nint inputWeight,
        nint stateWeight,
        nint inputBias,
        nint stateBias,
        nint state,
        nint cell,
        [MarshalAs(UnmanagedType.Bool)] bool reverse,
        long[] batchSizes,
        long batchSizeCount,
        long mode,
        long hidden,
        long layers,
        [MarshalAs(UnmanagedType.Bool)] bool biases,
        [MarshalAs(UnmanagedType.Bool)] bool bidirectional,
        [MarshalAs(UnmanagedType.Bool)] bool batchFirst,
        [MarshalAs(UnmanagedType.Bool)] bool train,
        ref nint outputs,
        ref nint lastState,
        ref nint lastCell,
        ref nint workspace
    );
}
