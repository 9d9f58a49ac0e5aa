using System.Runtime.InteropServices;
using Viva.Runtime;
using static TorchSharp.torch;

namespace Viva.Tests.Runtime;

[Collection(nameof(Alone))]
public sealed class NnpackTests
{
    [Fact]
    public void A_run_turns_it_off()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "libtorch for Windows has no NNPACK");
        using var load = zeros(1);
        SetUserEnabled(GlobalContext(), true);

        Nnpack.TurnOff();

        Assert.False(UserEnabled(GlobalContext()));
    }

    [DllImport("torch_cpu", EntryPoint = "_ZN2at13globalContextEv"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint GlobalContext();

    [
        DllImport("torch_cpu", EntryPoint = "_ZN2at7Context20setUserEnabledNNPACKEb"),
        DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)
    ]
    private static extern void SetUserEnabled(nint context, [MarshalAs(UnmanagedType.U1)] bool enabled);

    [
        DllImport("torch_cpu", EntryPoint = "_ZNK2at7Context17userEnabledNNPACKEv"),
        DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)
    ]
    [return: MarshalAs(UnmanagedType.U1)]
    private static extern bool UserEnabled(nint context);
}
