using System.Text.Json;
using System.Text.Json.Nodes;

namespace Notebooks.Tests.FrontEnds;

/// <summary>The files that make a clone open ready agree with each other.</summary>
public sealed class ConfigurationTests
{
    private static readonly JsonNode Tool = Read(".config/dotnet-tools.json")["tools"]!["microsoft.dotnet-interactive"]!;

    [Theory]
    [InlineData(".config/dotnet-tools.json")]
    [InlineData(".devcontainer/devcontainer.json")]
    [InlineData(".vscode/extensions.json")]
    [InlineData(".vscode/settings.json")]
    public void A_file_is_plain_JSON_that_names_nothing_twice(string file)
    {
        using var document = JsonDocument.Parse(Text(file), new JsonDocumentOptions { AllowDuplicateProperties = false });
        Assert.Equal(JsonValueKind.Object, document.RootElement.ValueKind);
    }

    [Fact]
    public void VS_Code_uses_the_version_of_the_tool_that_the_clone_restores() =>
        Assert.Equal((string?)Tool["version"], (string?)Read(".vscode/settings.json")["dotnet-interactive.requiredInteractiveToolVersion"]);

    [Fact]
    public void The_page_on_front_ends_names_that_version() =>
        Assert.Contains($"Microsoft.dotnet-interactive --version {Tool["version"]}`", Text("docs/front-ends.md"), StringComparison.Ordinal);

    [Fact]
    public void The_dev_container_brings_the_extensions_that_VS_Code_recommends() =>
        Assert.Equal(
            Read(".vscode/extensions.json")["recommendations"]!.AsArray().Select(name => (string?)name),
            Read(".devcontainer/devcontainer.json")["customizations"]!["vscode"]!["extensions"]!.AsArray().Select(name => (string?)name)
        );

    [Fact]
    public void The_dev_container_Binder_and_CI_run_one_script()
    {
        const string script = ".devcontainer/prepare.sh";
        Assert.Equal(script, (string?)Read(".devcontainer/devcontainer.json")["postCreateCommand"]);
        Assert.Contains(script, Text(".binder/postBuild"), StringComparison.Ordinal);
        Assert.Contains(script, Text(".ci/run"), StringComparison.Ordinal);
        foreach (var file in new[] { script, ".binder/postBuild" })
        {
            Assert.True(
                OperatingSystem.IsWindows() || File.GetUnixFileMode(Path.Combine(Clone.Root, file)).HasFlag(UnixFileMode.UserExecute),
                $"{file} is not executable."
            );
        }
    }

    private static string Text(string file) => File.ReadAllText(Path.Combine(Clone.Root, file));

    private static JsonNode Read(string file) => JsonNode.Parse(Text(file))!;
}
