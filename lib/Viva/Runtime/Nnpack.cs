using System.Runtime.InteropServices;

namespace Viva.Runtime;

/// <summary>
/// Keeps libtorch from asking NNPACK for small convolutions, as it does where one thread computes. Many processors and virtual machines
/// are unknown to NNPACK: there each call writes a warning, which would fill the outputs of a notebook. On the others the numbers would
/// differ a little from those of two threads.
/// </summary>
internal static class Nnpack
{
    /// <summary>
    /// Turns NNPACK off for this process. libtorch must be loaded. Builds without NNPACK, such as those for Windows, stay as they are.
    /// </summary>
    public static void TurnOff()
    {
        try
        {
            SetUserEnabled(GlobalContext(), false);
        }
        catch (EntryPointNotFoundException)
        {
            // at::Context is not part of libtorch's C interface. What is lost without it is silence.
        }
    }

    // at::globalContext(), which returns a reference, and at::Context::setUserEnabledNNPACK(bool).
    [DllImport("torch_cpu", EntryPoint = "_ZN2at13globalContextEv"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint GlobalContext();

    [
        DllImport("torch_cpu", EntryPoint = "_ZN2at7Context20setUserEnabledNNPACKEb"),
        DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)
    ]
    private static extern void SetUserEnabled(nint context, [MarshalAs(UnmanagedType.U1)] bool enabled);
}
