namespace Viva.Data.Inventory;

/// <summary>What the operations ask of folders and disks.</summary>
internal static class Disk
{
    /// <summary>Whether a path is the folder or lies in it.</summary>
    public static bool IsIn(string path, string folder)
    {
        var relative = Path.GetRelativePath(Path.GetFullPath(folder), Path.GetFullPath(path));
        return relative == "." || !(relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative));
    }

    /// <summary>How many bytes the disk of a folder, which need not be there, has left; null when nobody knows.</summary>
    public static long? FreeSpaceOf(string folder)
    {
        try
        {
            for (var at = Path.GetFullPath(folder); at is not null; at = Path.GetDirectoryName(at))
            {
                if (Directory.Exists(at))
                {
                    return new DriveInfo(at).AvailableFreeSpace;
                }
            }

            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
