namespace Viva.Data.Archives;

/// <summary>What has been seen of one archive so far, held against the limits and the rules for paths.</summary>
internal sealed class ArchiveWalk(string file, ArchiveLimits limits, long packed, CancellationToken cancellation)
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private int _members;
    private long _total;

    /// <summary>The archive's name.</summary>
    public string File => file;

    /// <summary>The path of the next member, checked; null for a folder.</summary>
    public string? Enter(string path)
    {
        cancellation.ThrowIfCancellationRequested();
        if (++_members > limits.Members)
        {
            throw Archive.Damaged(file, FormattableString.Invariant($"has more than {limits.Members:N0} members"));
        }

        var name = path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;
        if (name.Length == 0 || name == ".")
        {
            return path.Length > 0 ? null : throw Refuse(path, "has no name");
        }

        if (name[0] == '/' || (name.Length > 1 && name[1] == ':'))
        {
            throw Refuse(path, "has an absolute path");
        }

        if (name.Contains('\\') || name.Any(char.IsControl))
        {
            throw Refuse(path, "has a path with a backslash or a control character");
        }

        var isFolder = name[^1] == '/';
        var parts = (isFolder ? name[..^1] : name).Split('/');
        if (parts.Any(part => part is "" or "." or ".."))
        {
            throw Refuse(path, "has a path that leads elsewhere");
        }

        if (isFolder)
        {
            return null;
        }

        return _names.Add(name) ? name : throw Refuse(path, "occurs twice");
    }

    /// <summary>Counts bytes that were unpacked; <paramref name="member"/> is how many its member has by now.</summary>
    public void Count(long bytes, long member, string name)
    {
        cancellation.ThrowIfCancellationRequested();
        _total += bytes;
        if (member > limits.MemberBytes)
        {
            throw Refuse(name, FormattableString.Invariant($"has more than {limits.MemberBytes:N0} bytes"));
        }

        if (_total > limits.TotalBytes)
        {
            throw Archive.Damaged(file, FormattableString.Invariant($"unpacks to more than {limits.TotalBytes:N0} bytes"));
        }

        if (_total > limits.RatioFrom && _total > limits.Ratio * packed)
        {
            throw Archive.Damaged(file, FormattableString.Invariant($"unpacks to more than {limits.Ratio} times its {packed:N0} bytes"));
        }
    }

    /// <summary>
    /// The first buffer for a member that claims <paramref name="claimed"/> bytes: no more than a few times what is really there.
    /// </summary>
    public int Guess(long claimed) => (int)Math.Clamp(claimed, 0, Math.Min(4 * packed, limits.MemberBytes));

    /// <summary>The next size of a buffer that is full.</summary>
    public int Grown(int length) => (int)Math.Min(Math.Max(2L * length, 4096), Math.Max(limits.MemberBytes, length) + 1);

    /// <summary>The error for a member that an honest archive does not have.</summary>
    public DataException Refuse(string member, string problem) => Archive.Damaged(file, $"its member {Shown(member)} {problem}");

    /// <summary>A member's path for a message.</summary>
    public static string Shown(string member)
    {
        var shown = string.Concat(member.Take(80).Select(c => char.IsControl(c) ? '?' : c));
        return member.Length > 80 ? $"'{shown}...'" : $"'{shown}'";
    }
}
