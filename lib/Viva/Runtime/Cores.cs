using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32;

namespace Viva.Runtime;

/// <summary>The machine's processor, and how many of its cores this process may use.</summary>
internal static class Cores
{
    /// <summary>
    /// The physical cores that this process may use, at least 1. Two hardware threads of one core share its arithmetic units, so tensor
    /// operations gain nothing from the second. Affinity and a container's quota are respected (.NET counts both into ProcessorCount).
    /// </summary>
    public static int Physical()
    {
        try
        {
            var cores =
                OperatingSystem.IsLinux() ? Linux("/proc/cpuinfo", "/proc/self/status")
                : OperatingSystem.IsMacOS() ? Mac.Integer("hw.physicalcpu")
                : OperatingSystem.IsWindows() ? Windows.Cores()
                : null;
            return Math.Clamp(cores ?? Environment.ProcessorCount, 1, Environment.ProcessorCount);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DllNotFoundException or EntryPointNotFoundException)
        {
            return Environment.ProcessorCount;
        }
    }

    /// <summary>
    /// The processor's name as its maker wrote it, less trademark signs; the architecture where the system does not say.
    /// </summary>
    public static string ProcessorName()
    {
        string? name = null;
        try
        {
            name =
                OperatingSystem.IsLinux() ? LinuxName(File.ReadAllText("/proc/cpuinfo"))
                : OperatingSystem.IsMacOS() ? Mac.Text("machdep.cpu.brand_string")
                : OperatingSystem.IsWindows()
                    ? Registry.GetValue(@"HKEY_LOCAL_MACHINE\HARDWARE\DESCRIPTION\System\CentralProcessor\0", "ProcessorNameString", null)
                        as string
                : null;
        }
        catch (Exception e)
            when (e
                    is IOException
                        or UnauthorizedAccessException
                        or System.Security.SecurityException
                        or DllNotFoundException
                        or EntryPointNotFoundException
            )
        {
            // The name is only a caption.
        }

        return Clean(name) is { Length: > 0 } clean ? clean : $"{RuntimeInformation.ProcessArchitecture} processor";
    }

    internal static string Clean(string? name)
    {
        if (name is null)
        {
            return "";
        }

        foreach (var noise in (string[])["(R)", "(r)", "(TM)", "(tm)", "CPU", "Processor"])
        {
            name = name.Replace(noise, " ", StringComparison.Ordinal);
        }

        var at = name.IndexOf('@', StringComparison.Ordinal);
        return string.Join(' ', (at < 0 ? name : name[..at]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    internal static string? LinuxName(string cpuinfo) =>
        Fields(cpuinfo).FirstOrDefault(f => f.Name is "model name" or "Model" or "Hardware").Value;

    private static int? Linux(string cpuinfo, string status) => LinuxCores(File.ReadAllText(cpuinfo), File.ReadAllText(status));

    /// <summary>
    /// Distinct (package, core) pairs among the processors allowed; null when the file does not say (on ARM it lacks these fields).
    /// </summary>
    internal static int? LinuxCores(string cpuinfo, string status)
    {
        var allowed = ParseList(Fields(status).FirstOrDefault(f => f.Name == "Cpus_allowed_list").Value ?? "");
        var cores = new HashSet<(string, string)>();
        foreach (var block in cpuinfo.ReplaceLineEndings("\n").Split("\n\n"))
        {
            var fields = Fields(block).ToLookup(f => f.Name, f => f.Value);
            if (!int.TryParse(fields["processor"].FirstOrDefault(), CultureInfo.InvariantCulture, out var processor))
            {
                continue;
            }

            if (allowed.Count > 0 && !allowed.Contains(processor))
            {
                continue;
            }

            if (fields["core id"].FirstOrDefault() is not { } core)
            {
                return null;
            }

            cores.Add((fields["physical id"].FirstOrDefault() ?? "", core));
        }

        return cores.Count > 0 ? cores.Count : null;
    }

    /// <summary>The numbers of a kernel list such as <c>0-3,8</c>.</summary>
    internal static HashSet<int> ParseList(string list)
    {
        var numbers = new HashSet<int>();
        foreach (var part in list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var ends = part.Split('-');
            if (
                int.TryParse(ends[0], CultureInfo.InvariantCulture, out var first)
                && int.TryParse(ends[^1], CultureInfo.InvariantCulture, out var last)
            )
            {
                numbers.UnionWith(Enumerable.Range(first, Math.Max(0, last - first + 1)));
            }
        }

        return numbers;
    }

    private static IEnumerable<(string Name, string Value)> Fields(string text) =>
        from line in text.Split('\n')
        let colon = line.IndexOf(':', StringComparison.Ordinal)
        where colon > 0
        select (line[..colon].Trim(), line[(colon + 1)..].Trim());

    private static class Mac
    {
        public static int? Integer(string name)
        {
            nint size = sizeof(int);
            var value = new byte[sizeof(int)];
            return sysctlbyname(name, value, ref size, 0, 0) == 0 && size == sizeof(int) ? BitConverter.ToInt32(value) : null;
        }

        public static string? Text(string name)
        {
            nint size = 256;
            var value = new byte[size];
            return sysctlbyname(name, value, ref size, 0, 0) == 0
                ? System.Text.Encoding.UTF8.GetString(value, 0, (int)size).TrimEnd('\0')
                : null;
        }

        [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static extern int sysctlbyname(
            [MarshalAs(UnmanagedType.LPUTF8Str)] string name,
            byte[] value,
            ref nint size,
            nint newValue,
            nint newSize
        );
    }

    private static class Windows
    {
        private const int ProcessorCore = 0;

        /// <summary>Walks the records (DWORD relationship, DWORD size, ...), one for each core.</summary>
        public static int? Cores()
        {
            uint length = 0;
            _ = GetLogicalProcessorInformationEx(ProcessorCore, null, ref length);
            var records = new byte[length];
            if (length == 0 || !GetLogicalProcessorInformationEx(ProcessorCore, records, ref length))
            {
                return null;
            }

            var count = 0;
            for (var at = 0; at + 8 <= length; at += Math.Max(8, BitConverter.ToInt32(records, at + 4)))
            {
                count++;
            }

            return count;
        }

        [DllImport("kernel32"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        [return: MarshalAs(UnmanagedType.Bool)]
        private static extern bool GetLogicalProcessorInformationEx(int relationship, byte[]? buffer, ref uint length);
    }
}
