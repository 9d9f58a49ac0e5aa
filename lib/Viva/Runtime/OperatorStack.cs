using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Viva.Runtime;

/// <summary>
/// Replaces an operator of libtorch by a kernel of this library, through libtorch's C interface for extensions
/// (torch/csrc/stable/c/shim.h): the inputs of one call are 64-bit words, which the outputs overwrite.
/// </summary>
internal sealed class OperatorStack
{
    // A kernel with this dispatch key is called before the processor's own. The operators have no kernel
    // with this key: nothing is replaced, so libtorch does not warn.
    private const string Key = "BackendSelect";

    private const string Torch = "torch_cpu";

    // libtorch keeps the pointers for ever.
    private static readonly List<Kernel> Registered = [];

    private readonly nint _words;

    private OperatorStack(nint words) => _words = words;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void Kernel(nint words, ulong inputs, ulong outputs);

    /// <summary>
    /// Lets libtorch call <paramref name="kernel"/> for the operator <c>aten::<paramref name="name"/></c>. It owns the inputs
    /// and must take each one once; it returns the outputs, null for an undefined tensor. It runs in a dispose scope of its own.
    /// </summary>
    /// <exception cref="NativeLibraryException">This build of libtorch does not accept the kernel.</exception>
    public static void Register(string name, Func<OperatorStack, Tensor?[]> kernel)
    {
        Kernel native = (words, _, outputs) => Run(kernel, new OperatorStack(words), (int)outputs);
        Registered.Add(native);
        try
        {
            if (
                aoti_torch_library_init_impl("aten", Key, nameof(Viva), 0, out var library) != 0
                || aoti_torch_library_impl(library, name, native) != 0
            )
            {
                throw new NativeLibraryException($"libtorch does not accept the kernel that corrects {name} on this processor.");
            }
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            throw new NativeLibraryException($"This build of libtorch is not the one that the project was made for: {e.Message}", e);
        }
    }

    public Tensor Tensor(int index) => torch.Tensor.UnsafeCreateTensor(Word(index));

    /// <summary>The tensor, or null where the caller gave none; libtorch passes an undefined tensor for that too.</summary>
    public Tensor? OptionalTensor(int index) => Optional(index) is { } word ? Results(0, word)[0] : null;

    public long Number(int index) => Word(index);

    public bool Flag(int index) => (byte)Word(index) != 0;

    public long[] Numbers(int index) => Numbers(Word(index));

    public long[]? OptionalNumbers(int index) => Optional(index) is { } word ? Numbers(word) : null;

    /// <summary>The tensors that a function of libtorch's C interface made; a handle of zero, or an undefined tensor, is null.</summary>
    /// <exception cref="ExternalException">The function failed.</exception>
    public static Tensor?[] Results(int error, params ReadOnlySpan<nint> handles)
    {
        if (error != 0)
        {
            throw new LayerFailedException();
        }

        var tensors = new Tensor?[handles.Length];
        for (var i = 0; i < tensors.Length; i++)
        {
            if (handles[i] != 0 && aoti_torch_is_defined(handles[i], out var defined) == 0 && defined)
            {
                tensors[i] = torch.Tensor.UnsafeCreateTensor(handles[i]);
            }
            else if (handles[i] != 0)
            {
                _ = aoti_torch_delete_tensor_object(handles[i]);
            }
        }

        return tensors;
    }

    private static void Run(Func<OperatorStack, Tensor?[]> kernel, OperatorStack stack, int outputs)
    {
        var handles = new nint[outputs];
        try
        {
            using var scope = NewDisposeScope();
            var results = kernel(stack);
            for (var i = 0; i < outputs; i++)
            {
                if (results[i] is { } result)
                {
                    _ = aoti_torch_new_tensor_handle(result.Handle, out handles[i]); // one of its own: TorchSharp's ends with the scope
                }
            }
        }
#pragma warning disable CA1031 // Nothing may leave: the caller is C++, and an exception of .NET would end the process.
        catch (Exception)
#pragma warning restore CA1031
        {
            // An undefined tensor becomes an exception at the next step, in libtorch or in TorchSharp. The reason is on the error stream.
        }

        for (var i = 0; i < outputs; i++)
        {
            if (handles[i] == 0)
            {
                _ = aoti_torch_new_uninitialized_tensor(out handles[i]);
            }

            Marshal.WriteInt64(stack._words, i * sizeof(long), handles[i]);
        }
    }

    private nint Word(int index) => (nint)Marshal.ReadInt64(_words, index * sizeof(long));

    /// <summary>
    /// An optional value is a word of its own, made by C++'s <c>new</c>; libtorch exports nothing
    /// that deletes it, but on Linux <c>free</c> does.
    /// </summary>
    private nint? Optional(int index)
    {
        var at = Word(index);
        if (at == 0)
        {
            return null;
        }

        var word = (nint)Marshal.ReadInt64(at);
        if (OperatingSystem.IsLinux())
        {
            free(at);
        }

        return word;
    }

    private static long[] Numbers(nint list)
    {
        _ = torch_list_size(list, out var size);
        var numbers = new long[(int)size];
        for (var i = 0; i < numbers.Length; i++)
        {
            _ = torch_list_get_item(list, (nuint)i, out numbers[i]);
        }

        _ = torch_delete_list(list);
        return numbers;
    }

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void free(nint memory);

    [DllImport(Torch), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int aoti_torch_library_init_impl(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string name,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string key,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string file,
        uint line,
        out nint library
    );

    [DllImport(Torch), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int aoti_torch_library_impl(nint library, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, Kernel kernel);

    [DllImport(Torch), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int aoti_torch_new_uninitialized_tensor(out nint tensor);

    [DllImport(Torch), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int aoti_torch_new_tensor_handle(nint tensor, out nint other);

    [DllImport(Torch), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int aoti_torch_delete_tensor_object(nint tensor);

    [DllImport(Torch), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int aoti_torch_is_defined(nint tensor, [MarshalAs(UnmanagedType.U1)] out bool defined);

    [DllImport(Torch), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int torch_list_size(nint list, out nuint size);

    [DllImport(Torch), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int torch_list_get_item(nint list, nuint index, out long item);

    [DllImport(Torch), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int torch_delete_list(nint list);

#pragma warning disable CA1032, CA1064 // Never leaves this class.
    private sealed class LayerFailedException : Exception;
#pragma warning restore CA1032, CA1064
}
