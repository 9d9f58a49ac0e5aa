using static Viva.Data.Inventory.DataEnvironment;

namespace Viva.Data.Inventory;

/// <summary>Where data is looked for, and what is there.</summary>
public static class DataPlaces
{
    /// <summary>The mirror folder that was named and is not there, or null.</summary>
    public static string? MissingMirror(DataEnvironment environment) =>
        environment.Settings.MirrorFolder is { } mirror && !Directory.Exists(mirror) ? mirror : null;

    /// <summary>
    /// The places in the order in which they are asked: lines of a label and a value; a line without a label belongs to the one before.
    /// </summary>
    public static IReadOnlyList<(string Label, string Value)> Describe(DataEnvironment environment)
    {
        var settings = environment.Settings;
        var cached = environment.Catalog.Sets.Select(set => FolderContent.Of(set, settings.Cache)).ToList();
        var lines = new List<(string Label, string Value)>
        {
            ("Cache", Directory.Exists(settings.Cache) ? settings.Cache : $"{settings.Cache} (not there yet: the first download makes it)"),
            ("", Amount(cached)),
        };
        var parts = cached.SelectMany(content => content.Parts).DistinctBy(part => part.FullName).ToList();
        if (parts.Count > 0)
        {
            var size = ByteSize.Text(parts.Sum(part => part.Length));
            var them = parts.Count == 1 ? "it" : "them";
            lines.Add(("", $"{Count(parts.Count, "unfinished download")}, {size}: viva data pull goes on with {them}"));
        }

        if (environment.FreeSpace(settings.Cache) is { } free)
        {
            lines.Add(("", $"{ByteSize.Text(free)} free on its disk"));
        }

        if (settings.MirrorFolder is { } mirror)
        {
            lines.Add(("Mirror", mirror + (Directory.Exists(mirror) ? " (read in place)" : " (not there: correct or unset VIVA_MIRROR)")));
            lines.Add(("", Amount([.. environment.Catalog.Sets.Select(set => FolderContent.Of(set, mirror))])));
        }
        else
        {
            lines.Add(("Mirror", settings.MirrorAddress?.AbsoluteUri ?? "none (VIVA_MIRROR can name a folder or an address)"));
        }

        lines.Add(("Network", settings.Offline ? "forbidden (VIVA_OFFLINE=1)" : "allowed (VIVA_OFFLINE=1 forbids it)"));
        return lines;
    }

    private static string Amount(IReadOnlyList<FolderContent> contents)
    {
        var bytes = contents.SelectMany(content => content.Files).DistinctBy(file => file.FullName).Sum(file => file.Length);
        return $"{Count(contents.Count(content => content.IsComplete), "data set")}, {ByteSize.Text(bytes)}";
    }
}
