using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Viva.Cli.Doctor;

/// <summary>The SDK, the processor, the memory, the disk and the folders.</summary>
internal static class MachineExamination
{
    private const double Gigabyte = 1 << 30;
    private const double MemoryNeeded = 3;
    private const double DiskNeededToBuild = 3;
    private const double DiskNeeded = 0.5;

    /// <summary>Whether the dotnet command finds an SDK that global.json accepts.</summary>
    public static async Task<IReadOnlyList<Verdict>> SdkAsync(Repository repository, CancellationToken cancellation)
    {
        const string NextStep = "Install the .NET 10 SDK from https://dotnet.microsoft.com/download, then open a new terminal.";
        try
        {
            var start = new ProcessStartInfo("dotnet", ["--version"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = repository.Root,
            };
            using var process = Process.Start(start)!;
            var output = await process.StandardOutput.ReadToEndAsync(cancellation).ConfigureAwait(false);
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
            var first = output.Trim().Split('\n')[0].Trim();
            return process.ExitCode == 0
                ? [new Verdict(Health.Ok, "SDK", $".NET {first}")]
                : [new Verdict(Health.Fail, "SDK", $"none fits global.json ({first})", NextStep)];
        }
        catch (Win32Exception)
        {
            return [new Verdict(Health.Fail, "SDK", "the command dotnet is not there", NextStep)];
        }
    }

    public static IReadOnlyList<Verdict> Machine(Repository repository) =>
        [Processor(), Memory(AvailableMemory() / Gigabyte), Disk(repository), Folder(repository)];

    /// <summary>What so many gigabytes of memory are good for.</summary>
    public static Verdict Memory(double available) =>
        available >= MemoryNeeded
            ? new Verdict(Health.Ok, "Memory", Text($"{available:0.0} GB available"))
            : new Verdict(
                Health.Fail,
                "Memory",
                Text($"{available:0.0} GB available, a notebook may need {MemoryNeeded:0} GB"),
                "Close other programs, or run with VIVA_QUICK=1."
            );

    private static Verdict Processor()
    {
        var threads = Environment.ProcessorCount;
        var finding = Text($"{threads} {(threads == 1 ? "thread" : "threads")}{(ProcessorName() is { } name ? " of " + name : "")}");
        return threads >= 2
            ? new Verdict(Health.Ok, "Processor", finding)
            : new Verdict(Health.Note, "Processor", finding, "The times in the notebooks are for two cores: expect about twice as long.");
    }

    private static Verdict Disk(Repository repository)
    {
        var needed = Directory.Exists(repository.Library) ? DiskNeeded : DiskNeededToBuild;
        var free = new DriveInfo(repository.Root).AvailableFreeSpace / Gigabyte;
        return free >= needed
            ? new Verdict(Health.Ok, "Disk", Text($"{free:0.0} GB free"))
            : new Verdict(
                Health.Fail,
                "Disk",
                Text($"{free:0.0} GB free at {repository.Root}, {needed:0.0} GB needed"),
                "Free some space, or move the clone to another disk."
            );
    }

    private static Verdict Folder(Repository repository)
    {
        var folder = Path.Combine(repository.Root, "artifacts");
        try
        {
            Directory.CreateDirectory(folder);
            File.Create(Path.Combine(folder, Path.GetRandomFileName()), 1, FileOptions.DeleteOnClose).Dispose();
            return new Verdict(Health.Ok, "Folder", $"{folder} can be written");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Verdict(
                Health.Fail,
                "Folder",
                $"{folder} cannot be written ({e.Message.TrimEnd('.')})",
                "Clone the project to a folder of your own."
            );
        }
    }

    // The collector knows the limit of a container; the kernel knows what is free of it now.
    private static double AvailableMemory()
    {
        double limit = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        const string Name = "MemAvailable:";
        string? line = File.Exists("/proc/meminfo")
            ? File.ReadLines("/proc/meminfo").FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal))
            : null;
        return line is null
            ? limit
            : Math.Min(
                limit,
                1024 * double.Parse(line[Name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture)
            );
    }

    private static string? ProcessorName() =>
        File.Exists("/proc/cpuinfo")
        && File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            : null;

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
