namespace Viva.Notebooks.Tests;

/// <summary>Files of the repository that tests read.</summary>
internal static class TestFiles
{
    /// <summary>The root of the repository.</summary>
    public static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Viva.slnx")))
            {
                folder = folder.Parent ?? throw new InvalidOperationException("There is no Viva.slnx above the tests.");
            }

            return folder.FullName;
        }
    }

    /// <summary>A file of this project, by its path in it.</summary>
    public static string At(string path) => Path.Combine(Root, "tests", "Viva.Notebooks.Tests", path);

    /// <summary>The lines in which two texts differ, with one line before them.</summary>
    public static string Difference(string expected, string now)
    {
        string[] before = expected.Split('\n'),
            after = now.Split('\n');
        var start = 0;
        while (start < Math.Min(before.Length, after.Length) && before[start] == after[start])
        {
            start++;
        }

        var end = 0;
        while (end < Math.Min(before.Length, after.Length) - start && before[^(end + 1)] == after[^(end + 1)])
        {
            end++;
        }

        return string.Join(
                '\n',
                before[start..^end]
                    .Select(line => "-" + line)
                    .Concat(after[start..^end].Select(line => "+" + line))
                    .Prepend(start > 0 ? " " + before[start - 1] : "")
            ) + "\n";
    }
}
