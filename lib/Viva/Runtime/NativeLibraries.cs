using System.Runtime.InteropServices;
using TorchSharp;

namespace Viva.Runtime;

/// <summary>Loads libtorch from the folder of TorchSharp.dll.</summary>
internal static class NativeLibraries
{
    /// <summary>Loads libtorch.</summary>
    /// <exception cref="NativeLibraryException">It cannot be loaded.</exception>
    public static void Load()
    {
        if (!Environment.Is64BitProcess)
        {
            throw new NativeLibraryException("TorchSharp needs a 64-bit process. Install the 64-bit .NET SDK.");
        }

        if (OperatingSystem.IsLinux())
        {
            WaitBriefly();
            KeepFreedMemory();
        }

        // Our own attempt comes first: when it fails, the system's message is at hand, and TorchSharp, which would copy half a gigabyte
        // out of the package cache and then blame a missing package, is not touched at all.
        Load(Path.GetDirectoryName(typeof(torch).Assembly.Location) ?? "");
        try
        {
            using var probe = torch.zeros(1);
        }
        catch (Exception e)
            when (e
                    is TypeInitializationException
                        or NotSupportedException
                        or DllNotFoundException
                        or EntryPointNotFoundException
                        or BadImageFormatException
            )
        {
            throw new NativeLibraryException($"TorchSharp could not start: {(e.InnerException ?? e).Message.Split('\n')[0]} {Rebuild}", e);
        }
    }

    /// <summary>Loads the two libraries from a folder. Where neither is there, TorchSharp searches for them itself.</summary>
    internal static void Load(string folder)
    {
        string[] files =
            OperatingSystem.IsWindows() ? ["torch_cpu.dll", "LibTorchSharp.dll"]
            : OperatingSystem.IsMacOS() ? ["libtorch_cpu.dylib", "libLibTorchSharp.dylib"]
            : ["libtorch_cpu.so", "libLibTorchSharp.so"];
        var present = files.Where(f => File.Exists(Path.Combine(folder, f))).ToArray();
        if (present.Length == 0 && Directory.Exists(Path.Combine(folder, "runtimes")))
        {
            return;
        }

        foreach (var file in files)
        {
            var path = Path.Combine(folder, file);
            if (!File.Exists(path))
            {
                throw new NativeLibraryException($"{path} is missing. {Rebuild}");
            }

            try
            {
                NativeLibrary.Load(path);
            }
            catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
            {
                throw new NativeLibraryException(Explain(path, e.Message), e);
            }
        }
    }

    /// <summary>
    /// Lets a thread of libtorch that waits for another one spin for about 0.2 ms before it sleeps. libgomp spins thirty times as long by
    /// default: on a busy machine the waiting threads then take the processor from the threads they wait for, and training was measured to
    /// be four to seven times slower. A value that the user has set stays. libgomp reads the variable when it is loaded, from the C
    /// environment; .NET keeps a copy of its own and does not write to that one.
    /// </summary>
    private static void WaitBriefly()
    {
        try
        {
            _ = setenv("GOMP_SPINCOUNT", "10000", overwrite: 0);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            // Not glibc: whether libtorch loads all the same shows below.
        }
    }

    /// <summary>
    /// Lets the C library keep what tensors give back instead of returning it to the system at every step, only to have it mapped and
    /// zeroed again at the next: the training of question 23 at batches of 128 was measured to be 1.6 times as
    /// fast. A process whose user tunes glibc by MALLOC_ variables is left alone.
    /// </summary>
    private static void KeepFreedMemory()
    {
        const int trimThreshold = -1,
            topPad = -2,
            mmapThreshold = -3; // malloc.h
        if (Environment.GetEnvironmentVariables().Keys.Cast<string>().Any(name => name.StartsWith("MALLOC_", StringComparison.Ordinal)))
        {
            return;
        }

        try
        {
            _ = mallopt(mmapThreshold, 32 << 20); // the largest that glibc takes
            _ = mallopt(trimThreshold, 1 << 30);
            _ = mallopt(topPad, 64 << 20);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            // Not glibc: there is nothing to tune.
        }
    }

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int mallopt(int parameter, int value);

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int setenv(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string name,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string value,
        int overwrite
    );

    internal static string Explain(string path, string reason)
    {
        var advice =
            reason.Contains("GLIBCXX_", StringComparison.Ordinal)
                ? "The C++ library of this system is older than the file requires, "
                    + $"and the build step that works around this has not run. {Rebuild}"
            : reason.Contains("GLIBC_", StringComparison.Ordinal)
                ? "The C library of this system is too old. Debian 12, Ubuntu 22.04 or a newer system is needed."
            : OperatingSystem.IsWindows()
                ? "Install the Visual C++ Redistributable (https://aka.ms/vs/17/release/vc_redist.x64.exe), then restart the kernel."
            : Rebuild;
        return $"{path} cannot be loaded: {reason.ReplaceLineEndings(" ").Trim()} {advice}";
    }

    private const string Rebuild = "Run `dotnet build lib/Viva`, then restart the kernel.";
}
