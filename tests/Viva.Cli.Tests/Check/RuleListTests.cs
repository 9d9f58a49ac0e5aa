using Viva.Cli.Check;

namespace Viva.Cli.Tests.Check;

public sealed class RuleListTests
{
    private const string Command = "./viva check --rules --markdown docs/notebook-guide.md";

    [Fact]
    public void The_guide_lists_the_rules_that_are_checked()
    {
        var guide = File.ReadAllText(Path.Combine(Clone.Project, "docs", "notebook-guide.md"));

        Assert.True(guide == RuleList.Renew(guide, "the guide"), $"The list of rules in the guide is old. Renew it with: {Command}");
    }

    [Fact]
    public async Task The_list_is_renewed_between_its_comments_and_nothing_else_changes()
    {
        using var clone = new Clone();
        var path = clone.At("guide.md");
        File.WriteAllText(path, "Before\n<!-- rules of viva check -->\n- old\n<!-- end of the rules -->\nafter\n");

        var first = await clone.RunAsync("check", "--rules", "--markdown", "guide.md");
        var text = File.ReadAllText(path);
        var second = await clone.RunAsync("check", "--rules", "--markdown", "guide.md");

        Assert.Equal((ExitCode.Good, ExitCode.Good), (first.ExitCode, second.ExitCode));
        Assert.Contains("renewed", first.Output, StringComparison.Ordinal);
        Assert.StartsWith("Before\n<!-- rules of viva check -->\n\n- `well-formed`: ", text, StringComparison.Ordinal);
        Assert.EndsWith(".\n\n<!-- end of the rules -->\nafter\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("- old", text, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(path));
    }

    [Theory]
    [InlineData("guide.md", "has no place for the rules")]
    [InlineData("none.md", "There is no file none.md.")]
    public async Task A_file_without_the_comments_or_none_at_all_is_told(string file, string message)
    {
        using var clone = new Clone();
        File.WriteAllText(clone.At("guide.md"), "Nothing.\n");

        var (exitCode, _, error) = await clone.RunAsync("check", "--rules", "--markdown", file);

        Assert.Equal(ExitCode.Usage, exitCode);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Equal("Nothing.\n", File.ReadAllText(clone.At("guide.md")));
    }
}
