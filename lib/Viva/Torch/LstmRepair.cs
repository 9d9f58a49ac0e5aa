using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using static TorchSharp.torch;

namespace Viva;

/// <summary>
/// Makes libtorch's LSTM right on processors with AVX-512. There, oneDNN's kernel for inference, which libtorch 2.10 calls for float32 while gradients are
/// off, is wrong by up to 1.7 at many sizes; its kernel for training is right. The repair stands in front of the operator that calls either,
/// <c>aten::mkldnn_rnn_layer</c>, and turns gradients on inside it, so that every LSTM of the process gets the kernel for training. Nothing else
/// changes: convolutions keep AVX-512, no gradient is recorded. It uses libtorch's C interface for extensions (torch/csrc/stable/c/shim.h).
/// </summary>
internal static class LstmRepair
{
    private const int Outputs = 4, Word = sizeof(long);

    // A kernel of this dispatch key is called before the processor's own. The operator has none there: nothing is replaced, so libtorch does not warn.
    private const string Key = "BackendSelect";

    // Larger results are mapped and zeroed by the system in each call, which was measured to take ten times as long as the LSTM itself.
    private const long WorkspaceBytes = 8 << 20;

    // What the kernel for training keeps for each step, sample and hidden unit: 82 to 92 bytes were measured.
    private const long BytesKept = 96;

    // libtorch keeps the pointer for ever.
    private static readonly Kernel Repaired = Layer;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void Kernel(nint stack, ulong inputs, ulong outputs);

    /// <summary>Whether this processor is one of those on which the LSTM is wrong.</summary>
    public static bool IsNeeded => Avx512F.IsSupported;

    /// <summary>Repairs the LSTM of this process, where that is needed. libtorch must be loaded.</summary>
    /// <exception cref="NativeLibraryException">This libtorch does not take the repair.</exception>
    public static void Install()
    {
        if (!IsNeeded)
            return;
        try
        {
            if (aoti_torch_library_init_impl("aten", Key, nameof(LstmRepair), 0, out var library) != 0 || aoti_torch_library_impl(library, "mkldnn_rnn_layer", Repaired) != 0)
                throw new NativeLibraryException("libtorch does not take the kernel that makes its LSTM right on this processor.");
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            throw new NativeLibraryException($"This libtorch is not the one that the project was made for: {e.Message}", e);
        }
    }

    /// <summary>The kernel: takes its 16 inputs from the stack and owns them, leaves its 4 outputs there.</summary>
    private static void Layer(nint stack, ulong inputs, ulong outputs)
    {
        var results = new nint[Outputs];
        try
        {
            using var scope = NewDisposeScope();
            var call = new Call(stack);
            var layer = !is_grad_enabled() && call.Input.dtype == ScalarType.Float32 ? call.Repaired() : call.Plain(call.Input, call.State, call.Cell);
            for (var i = 0; i < Outputs; i++)
                _ = aoti_torch_new_tensor_handle(layer[i].Handle, out results[i]); // of its own: the scope ends with TorchSharp's
        }
        catch (Exception e) when (e is InvalidOperationException or ExternalException or OutOfMemoryException)
        {
            // C# cannot throw a C++ exception. Undefined tensors make libtorch throw one at its next step.
            for (var i = 0; i < Outputs; i++)
                _ = aoti_torch_new_uninitialized_tensor(out results[i]);
        }

        for (var i = 0; i < Outputs; i++)
            Marshal.WriteIntPtr(stack, i * Word, results[i]);
    }

    /// <summary>One call of the operator for one layer and one direction.</summary>
    private sealed class Call
    {
        private readonly nint _stack;
        private readonly Tensor[] _weights; // for input and state, and their biases
        private readonly long[] _batchSizes;

        public Call(nint stack)
        {
            _stack = stack;
            Input = Take(0);
            _weights = [Take(1), Take(2), Take(3), Take(4)];
            State = Take(5);
            Cell = Take(6);
            _batchSizes = TakeList(Marshal.ReadIntPtr(stack, 8 * Word));
        }

        /// <summary>(steps, batch, features)</summary>
        public Tensor Input { get; }

        public Tensor State { get; }

        public Tensor Cell { get; }

        private bool Reverse => Flag(7) != 0;

        /// <summary>
        /// With gradients on, in pieces of time whose intermediate results, which nobody will ask for, are small.
        /// </summary>
        public Tensor[] Repaired()
        {
            using var _ = enable_grad();
            var (steps, bytesOfStep) = (Input.shape[0], BytesKept * Input.shape[1] * Number(10));
            var piece = Math.Clamp(WorkspaceBytes / Math.Max(1, bytesOfStep), 1, Math.Max(1, steps));
            if (piece >= steps)
                return Plain(Input, State, Cell);

            var pieces = new List<Tensor>();
            var (state, cell) = (State, Cell);
            Tensor[] layer = [];
            for (long done = 0; done < steps; done += piece)
            {
                var length = Math.Min(piece, steps - done);
                layer = Plain(Input.narrow(0, Reverse ? steps - done - length : done, length), state, cell);
                layer[3].Dispose();
                pieces.Add(layer[0]);
                (state, cell) = (layer[1], layer[2]);
            }

            if (Reverse)
                pieces.Reverse();
            return [cat(pieces), state, cell, empty(0)];
        }

        /// <summary>What libtorch does: outputs of all steps, last state, last cell, and what the backward pass would need.</summary>
        public Tensor[] Plain(Tensor input, Tensor state, Tensor cell)
        {
            var results = new nint[Outputs];
            var error = aoti_torch_cpu_mkldnn_rnn_layer(
                input.Handle, _weights[0].Handle, _weights[1].Handle, _weights[2].Handle, _weights[3].Handle, state.Handle, cell.Handle,
                Flag(7), _batchSizes, _batchSizes.Length, Number(9), Number(10), Number(11), Flag(12), Flag(13), Flag(14), Flag(15),
                out results[0], out results[1], out results[2], out results[3]);
            return error == 0 ? [.. results.Select(Tensor.UnsafeCreateTensor)] : throw new InvalidOperationException("aten::mkldnn_rnn_layer failed.");
        }

        private Tensor Take(int index) => Tensor.UnsafeCreateTensor(Marshal.ReadIntPtr(_stack, index * Word));

        private int Flag(int index) => Marshal.ReadByte(_stack, index * Word);

        private long Number(int index) => Marshal.ReadInt64(_stack, index * Word);

        private static long[] TakeList(nint list)
        {
            _ = torch_list_size(list, out var size);
            var numbers = new long[(int)size];
            for (var i = 0; i < numbers.Length; i++)
                _ = torch_list_get_item(list, (nuint)i, out numbers[i]);
            _ = torch_delete_list(list);
            return numbers;
        }
    }

    private const string Torch = "torch_cpu";

    [DllImport(Torch), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int aoti_torch_library_init_impl([MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string key, [MarshalAs(UnmanagedType.LPUTF8Str)] string file, uint line, out nint library);

    [DllImport(Torch), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int aoti_torch_library_impl(nint library, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, Kernel kernel);

    [DllImport(Torch), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int aoti_torch_new_uninitialized_tensor(out nint tensor);

    [DllImport(Torch), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int aoti_torch_new_tensor_handle(nint tensor, out nint other);

    [DllImport(Torch), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int torch_list_size(nint list, out nuint size);

    [DllImport(Torch), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int torch_list_get_item(nint list, nuint index, out long item);

    [DllImport(Torch), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int torch_delete_list(nint list);

    [DllImport(Torch), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int aoti_torch_cpu_mkldnn_rnn_layer(
        nint input, nint inputWeight, nint stateWeight, nint inputBias, nint stateBias, nint state, nint cell,
        int reverse, long[] batchSizes, long batchSizeCount, long mode, long hiddenSize, long layers, int hasBiases, int bidirectional, int batchFirst, int train,
        out nint outputs, out nint lastState, out nint lastCell, out nint workspace);
}
