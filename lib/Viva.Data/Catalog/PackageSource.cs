using System.Text.RegularExpressions;

namespace Viva.Data.Catalog;

/// <summary>
/// A folder inside a NuGet package as a source, written <c>nuget:package/version!folder/</c>. It comes through the user's own package
/// sources, with their sign-in and proxy.
/// </summary>
/// <param name="Package">The package's name.</param>
/// <param name="Version">Its exact version.</param>
/// <param name="Folder">The folder in it, which ends in a slash; empty for the package's root.</param>
internal sealed partial record PackageSource(string Package, string Version, string Folder)
{
    /// <summary>Where it is, for a reader.</summary>
    public string Place => $"the NuGet package {Package} {Version}";

    /// <summary>The source that an entry of the catalogue writes; null when the entry is an ordinary address.</summary>
    /// <exception cref="FormatException">It begins like a package and does not go on like one.</exception>
    public static PackageSource? Of(string source)
    {
        if (!source.StartsWith("nuget:", StringComparison.Ordinal))
        {
            return null;
        }

        var parts = Written().Match(source);
        return parts.Success
            ? new(parts.Groups["package"].Value, parts.Groups["version"].Value, parts.Groups["folder"].Value)
            : throw new FormatException($"'{source}' is not nuget:package/version!folder/ with a folder that ends in a slash.");
    }

    [GeneratedRegex(@"^nuget:(?<package>[A-Za-z0-9_][A-Za-z0-9._-]*)/(?<version>[0-9][A-Za-z0-9.+-]*)!(?<folder>([^/!\\]+/)*)$")]
    private static partial Regex Written();
}
