using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Viva.Data.Catalog;

namespace Viva.Data.Download;

/// <summary>
/// Takes files out of NuGet packages: the .NET SDK restores a project of one line that names the package, the file moves to the cache,
/// and what else was in the package is deleted at the end.
/// </summary>
/// <param name="folder">The held folder of the data set, in which packages are unpacked meanwhile.</param>
internal sealed partial class PackageRestore(string folder) : IDisposable
{
    // The SDK says nothing while a package arrives; a slow line may need minutes for one of 60 MB.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private readonly string _work = Path.Combine(folder, ".packages");
    private readonly HashSet<(string, string)> _restored = [];

    /// <summary>Moves a file of a package to <paramref name="path"/> and returns its verified payload.</summary>
    /// <param name="source">The package and the folder in it.</param>
    /// <param name="file">What it must be.</param>
    /// <param name="path">Its final place.</param>
    /// <param name="firstUse">What was recorded at first use, for a file without a published checksum.</param>
    /// <param name="cancel">Ends the restore.</param>
    /// <exception cref="SourceException">The package cannot be had, or does not hold the file.</exception>
    /// <exception cref="CacheException">The file cannot be written.</exception>
    public byte[] Take(PackageSource source, CatalogFile file, string path, FirstUse? firstUse, CancellationToken cancel = default)
    {
        try
        {
            if (_restored.Count == 0)
            {
                Clear(); // what a restore that was ended has left
            }

            if (!_restored.Contains((source.Package, source.Version)))
            {
                Directory.CreateDirectory(_work);
                Restore(source, cancel);
                _restored.Add((source.Package, source.Version));
            }

            var within = source.Folder + (file.RemoteName ?? file.Name);
            var found = Path.Combine([_work, source.Package.ToLowerInvariant(), source.Version.ToLowerInvariant(), .. within.Split('/')]);
            if (!File.Exists(found))
            {
                throw new SourceException($"has no {within}", passing: false);
            }

            var payload = Payload.Read(found, file, firstUse);
            File.Move(found, path, overwrite: true);
            return payload;
        }
        catch (DataException exception)
        {
            throw new SourceException(
                $"holds a file that is not the right one: {exception.Problem}",
                passing: false,
                innerException: exception
            );
        }
        catch (Exception exception) when (DiskFault.Is(exception))
        {
            throw CacheLock.Unwritable(folder, exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Clear();

    private void Restore(PackageSource source, CancellationToken cancel)
    {
        var project = Path.Combine(_work, "restore.csproj");
        File.WriteAllText(
            project,
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net{Environment.Version.Major}.0</TargetFramework></PropertyGroup>
              <ItemGroup><PackageDownload Include="{source.Package}" Version="[{source.Version}]" /></ItemGroup>
            </Project>
            """
        );
        var start = new ProcessStartInfo(
            "dotnet",
            [
                "restore",
                project,
                "--packages",
                _work,
                "--no-http-cache",
                "--verbosity",
                "quiet",
                "--disable-build-servers",
                // Files that happen to lie above the cache's folder are not meant for this project.
                "-p:ImportDirectoryBuildProps=false",
                "-p:ImportDirectoryBuildTargets=false",
                "-p:ImportDirectoryPackagesProps=false",
            ]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _work,
        };
        // A kernel that MSBuild started would hand its own settings on.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        try
        {
            using var process = Process.Start(start)!;
            using var ended = limit.Token.Register(() => process.Kill(entireProcessTree: true));
            var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
            var words = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
            process.WaitForExit();
            cancel.ThrowIfCancellationRequested();
            if (limit.IsCancellationRequested)
            {
                throw new SourceException(
                    FormattableString.Invariant($"was not restored within {Patience.TotalMinutes:0} minutes"),
                    passing: false
                );
            }

            if (process.ExitCode != 0)
            {
                throw new SourceException($"cannot be restored: {Reason(words)}", passing: false);
            }
        }
        catch (Win32Exception exception)
        {
            throw new SourceException(
                "cannot be restored: there is no dotnet on the PATH (install the .NET SDK)",
                passing: false,
                innerException: exception
            );
        }
    }

    /// <summary>The first error of a restore, without the paths around it.</summary>
    internal static string Reason(string words)
    {
        var error = FirstError().Match(words);
        var reason = (error.Success ? error.Groups["what"].Value : words).Trim().TrimEnd('.');
        return reason.Length switch
        {
            0 => "dotnet restore failed without a word",
            > 300 => reason[..300] + "...",
            _ => reason,
        };
    }

    private void Clear()
    {
        try
        {
            if (Directory.Exists(_work))
            {
                Directory.Delete(_work, recursive: true);
            }
        }
        catch (Exception exception) when (DiskFault.Is(exception))
        {
            // Something else reads there (a virus scanner); the next restore clears it.
        }
    }

    [GeneratedRegex(@"error (?<what>[A-Z]+[0-9]+: [^\r\n]*?)( \[[^\[\]\r\n]*\])?\r?$", RegexOptions.Multiline)]
    private static partial Regex FirstError();
}
