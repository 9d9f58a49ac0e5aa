using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Viva.Runtime;

/// <summary>
/// Makes a refused matrix product an exception. TorchSharp 0.107 catches what libtorch throws in nearly all of its native functions, but
/// not in that of <c>matmul</c>: shapes that do not fit, the likeliest slip of all, end the process there, and with it the notebook's
/// kernel. The repair puts a jump at the entry of <c>THSTensor_matmul</c> to a function that looks at the shapes first.
/// </summary>
/// <remarks>
/// It is there on x64 under Linux and Windows, and only for this version of TorchSharp; elsewhere, and where the system does not let a
/// process change its own code, nothing happens and wrong shapes end the process as before. A product that fits is libtorch's own.
/// </remarks>
internal static class MatmulRepair
{
    private const string Torch = "torch_cpu";
    private const string Sharp = "LibTorchSharp";
    private const int PageSize = 4096;

    // The native code keeps the pointer for ever.
    private static readonly Function Replacement = Product;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint Function(nint left, nint right);

    /// <summary>Whether it is in place.</summary>
    public static bool Installed { get; private set; }

    /// <summary>Puts it in place, before anything multiplies. libtorch must be loaded.</summary>
    public static void Install()
    {
        var fits =
            typeof(torch).Assembly.GetName().Version is { Major: 0, Minor: 107 }
            && RuntimeInformation.ProcessArchitecture == Architecture.X64
            && (OperatingSystem.IsLinux() || OperatingSystem.IsWindows());
        if (
            !Installed
            && fits
            && NativeLibrary.TryLoad(Sharp, typeof(torch).Assembly, null, out var sharp)
            && NativeLibrary.TryGetExport(sharp, "THSTensor_matmul", out var entry)
            && NativeLibrary.TryLoad(Torch, typeof(torch).Assembly, null, out var libtorch)
            && NativeLibrary.TryGetExport(libtorch, nameof(aoti_torch_call_dispatcher), out _)
        )
        {
            Installed = Jump(entry, Marshal.GetFunctionPointerForDelegate(Replacement));
        }
    }

    /// <summary>Overwrites the first bytes of a function by a jump to another one; false where the system forbids it.</summary>
    private static bool Jump(nint entry, nint target)
    {
        byte[] code = [0x48, 0xB8, .. BitConverter.GetBytes((long)target), 0xFF, 0xE0]; // mov rax, target; jmp rax
        var first = entry & ~(nint)(PageSize - 1);
        var length = (nuint)(entry + code.Length - first);
        if (OperatingSystem.IsWindows())
        {
            const uint readWriteExecute = 0x40;
            if (!VirtualProtect(first, length, readWriteExecute, out var before))
            {
                return false;
            }

            Marshal.Copy(code, 0, entry, code.Length);
            _ = VirtualProtect(first, length, before, out _);
            return true;
        }

        const int read = 1,
            write = 2,
            execute = 4;
        if (mprotect(first, length, read | write | execute) != 0)
        {
            return false;
        }

        Marshal.Copy(code, 0, entry, code.Length);
        _ = mprotect(first, length, read | execute);
        return true;
    }

    /// <summary>In place of TorchSharp's function: the product, or zero, with the reason where TorchSharp looks for it.</summary>
    private static nint Product(nint left, nint right)
    {
        try
        {
            if (Fit(left, right))
            {
                // The call takes the two handles over and puts the result in place of the first.
                var words = new nint[2];
                _ = aoti_torch_new_tensor_handle(left, out words[0]);
                _ = aoti_torch_new_tensor_handle(right, out words[1]);
                if (aoti_torch_call_dispatcher("aten::matmul", "", words) == 0)
                {
                    return words[0];
                }
            }

            return Refuse(left, right);
        }
#pragma warning disable CA1031 // Nothing may leave: the caller is C, and an exception of .NET would end the process.
        catch (Exception)
#pragma warning restore CA1031
        {
            return 0;
        }
    }

    private static bool Fit(nint left, nint right)
    {
        var (a, b) = (Shape(left), Shape(right));
        return a.Length > 0
            && b.Length > 0
            && aoti_torch_get_dtype(left, out var one) == 0
            && aoti_torch_get_dtype(right, out var other) == 0
            && one == other
            && InnerFits(a, b)
            && BatchesFit(a, b);
    }

    private static bool InnerFits(long[] a, long[] b) => a[^1] == b[^Math.Min(2, b.Length)];

    private static bool BatchesFit(long[] a, long[] b)
    {
        for (var i = 3; i <= Math.Min(a.Length, b.Length); i++)
        {
            if (a[^i] != b[^i] && a[^i] != 1 && b[^i] != 1)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Asks a function of TorchSharp that does catch for what cannot be either, so that the reason is kept; returns zero.
    /// </summary>
    private static nint Refuse(nint left, nint right)
    {
        using var scope = NewDisposeScope();
        var (a, b) = (Copy(left), Copy(right));
        if (a.dim() > 2 && b.dim() > 2 && InnerFits(a.shape, b.shape) && !BatchesFit(a.shape, b.shape))
        {
            // Without the matrices: what the leading dimensions have in them does not broadcast.
            var (batchA, batchB) = (a.flatten(-2)[TensorIndex.Ellipsis, 0], b.flatten(-2)[TensorIndex.Ellipsis, 0]);
            return Nothing(THSTensor_mul(batchA.Handle, batchB.Handle));
        }

        // The matrices that would have met.
        var (rows, columns) = (a.dim() == 1 ? a.unsqueeze(0) : a, b.dim() == 1 ? b.unsqueeze(1) : b);
        return Nothing(THSTensor_mm(First(rows).Handle, First(columns).Handle));

        static Tensor Copy(nint tensor)
        {
            _ = aoti_torch_new_tensor_handle(tensor, out var handle);
            return torch.Tensor.UnsafeCreateTensor(handle);
        }

        static Tensor First(Tensor matrices)
        {
            while (matrices.dim() > 2 && matrices.shape[0] > 0)
            {
                matrices = matrices.select(0, 0);
            }

            return matrices;
        }

        static nint Nothing(nint result)
        {
            if (result != 0)
            {
                _ = aoti_torch_delete_tensor_object(result);
            }

            return 0;
        }
    }

    private static long[] Shape(nint tensor)
    {
        if (aoti_torch_get_dim(tensor, out var count) != 0 || aoti_torch_get_sizes(tensor, out var sizes) != 0)
        {
            return [];
        }

        var shape = new long[count];
        Marshal.Copy(sizes, shape, 0, shape.Length);
        return shape;
    }

    [DllImport(Torch), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int aoti_torch_get_dim(nint tensor, out long count);

    [DllImport(Torch), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int aoti_torch_get_sizes(nint tensor, out nint sizes);

    [DllImport(Torch), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int aoti_torch_get_dtype(nint tensor, out int type);

    [DllImport(Torch), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int aoti_torch_new_tensor_handle(nint tensor, out nint other);

    [DllImport(Torch), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int aoti_torch_delete_tensor_object(nint tensor);

    [DllImport(Torch), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int aoti_torch_call_dispatcher(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string name,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string overload,
        [In, Out] nint[] words
    );

    [DllImport(Sharp), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint THSTensor_mm(nint left, nint right);

    [DllImport(Sharp), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint THSTensor_mul(nint left, nint right);

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int mprotect(nint start, nuint length, int protection);

    [DllImport("kernel32"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool VirtualProtect(nint start, nuint length, uint protection, out uint before);
}
