using System.Runtime.InteropServices;
using Viva.Runtime;

namespace Viva.Tests.Runtime;

public sealed class NativeLibrariesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("viva-native-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_missing_library_is_named_with_the_command_that_makes_it()
    {
        var error = Assert.Throws<NativeLibraryException>(() => NativeLibraries.Load(_folder));
        Assert.Contains(_folder, error.Message, StringComparison.Ordinal);
        Assert.Contains("is missing", error.Message, StringComparison.Ordinal);
        Assert.Contains("dotnet build lib/Viva", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_library_is_named_with_the_reason_of_the_system()
    {
        foreach (
            var name in (string[])
                [
                    "torch_cpu.dll",
                    "LibTorchSharp.dll",
                    "libtorch_cpu.dylib",
                    "libLibTorchSharp.dylib",
                    "libtorch_cpu.so",
                    "libLibTorchSharp.so",
                ]
        )
        {
            File.WriteAllText(Path.Combine(_folder, name), "not a library");
        }

        var error = Assert.Throws<NativeLibraryException>(() => NativeLibraries.Load(_folder));
        Assert.Contains("torch_cpu", error.Message, StringComparison.Ordinal);
        Assert.Contains("cannot be loaded", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unpatched_library_on_an_old_system_is_explained()
    {
        var message = NativeLibraries.Explain(
            "/x/libLibTorchSharp.so",
            "/lib/x86_64-linux-gnu/libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by /x/libLibTorchSharp.so)"
        );
        Assert.Contains("older than the file requires", message, StringComparison.Ordinal);
        Assert.Contains("dotnet build lib/Viva", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Waiting_threads_of_libtorch_are_told_to_sleep_soon()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only there is the library GNU's");
        Run.Start();
        var asked = Environment.GetEnvironmentVariable("GOMP_SPINCOUNT"); // .NET's copy, made when the process began
        Assert.Equal(asked ?? "10000", Marshal.PtrToStringUTF8(getenv("GOMP_SPINCOUNT")));

        [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        static extern nint getenv([MarshalAs(UnmanagedType.LPUTF8Str)] string name);
    }

    [Fact]
    public void FSharp_Core_lies_apart_from_Viva_and_the_copy_already_loaded_is_used()
    {
        var output = Path.Combine(AppContext.BaseDirectory, "../../Viva/release");
        Assert.True(File.Exists(Path.Combine(output, "fsharp/FSharp.Core.dll")));
        Assert.False(File.Exists(Path.Combine(output, "FSharp.Core.dll")));

        var loaded = System.Reflection.Assembly.Load("FSharp.Core");
        Assert.Same(loaded, FSharpCore.Resolve("FSharp.Core, Version=99.0.0.0, Culture=neutral"));
        Assert.Null(FSharpCore.Resolve("Something.Else, Version=1.0.0.0"));
    }
}
