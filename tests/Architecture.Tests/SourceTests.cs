using System.Text.RegularExpressions;

namespace Architecture.Tests;

/// <summary>What holds for every source file.</summary>
public sealed partial class SourceTests
{
    private const int MaxColumns = 140;

    [Fact]
    public void The_namespace_is_the_folder()
    {
        var wrong =
            from path in Clone.Files("*.cs")
            let parts = Clone.Relative(path).Split('/')
            where parts[0] is "lib" or "tests" && parts.Length > 2
            let folder = string.Join('.', parts[1..^1])
            let declared = Namespace().Match(File.ReadAllText(path)) is { Success: true } match ? match.Groups[1].Value : folder
            where declared != folder
            select $"{Clone.Relative(path)} declares {declared}, not {folder}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void No_line_is_longer_than_140_columns()
    {
        var longer =
            from path in Clone.Files("*.cs")
            from line in File.ReadLines(path).Select((text, i) => (Text: text, Number: i + 1))
            where line.Text.Length > MaxColumns
            select $"{Clone.Relative(path)}:{line.Number}: {line.Text.Length} columns";
        Assert.Empty(longer);
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
