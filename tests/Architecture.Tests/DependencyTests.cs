using System.Text.RegularExpressions;
using ArchUnitNET.Loader;
using static ArchUnitNET.Fluent.ArchRuleDefinition;
using Model = ArchUnitNET.Domain.Architecture;

namespace Architecture.Tests;

/// <summary>Which types may use which, read from the built assemblies.</summary>
public sealed class DependencyTests
{
    private static readonly Lazy<Model> Built = new(() =>
        new[] { "Viva.Data", "Viva.Notebooks", "Viva.Cli", "Viva" }
            .Aggregate(
                new ArchLoader(),
                (loader, project) =>
                    loader.LoadFilteredDirectory(
                        Path.Combine(Clone.Root, "artifacts", "bin", project, "release"),
                        project == "Viva.Cli" ? "viva.dll" : project + ".dll"
                    )
            )
            .Build()
    );

    [Theory]
    // The data library holds records: no tensors, nothing that is shown, no notebooks.
    [InlineData(
        @"^Viva\.Data\.(Archives|Catalog|Download|Formats|Generated|Inventory|Records|Settings)",
        @"^(TorchSharp|Viva\.(Display|Runtime|Training|Notebooks|Cli))"
    )]
    [InlineData(@"^Viva\.Data\.(Archives|Records|Settings)", @"^Viva\.Data\.(Catalog|Download|Formats|Generated|Inventory)")]
    [InlineData(@"^Viva\.Data\.Formats", @"^Viva\.Data\.(Archives|Catalog|Download|Generated|Inventory)")]
    [InlineData(@"^Viva\.Data\.Generated", @"^Viva\.Data\.(Archives|Catalog|Download|Inventory)")]
    [InlineData(@"^Viva\.Data\.Catalog", @"^Viva\.Data\.(Download|Formats|Generated|Inventory)")]
    [InlineData(@"^Viva\.Data\.Download", @"^Viva\.Data\.(Generated|Inventory)")]
    // The notebooks' library knows nothing of what notebooks call, and the command loads no tensors.
    [InlineData(@"^Viva\.Notebooks", @"^(TorchSharp|Viva\.(Data|Display|Runtime|Training|Cli))")]
    [InlineData(@"^Viva\.Cli", @"^(TorchSharp|Viva\.(Display|Runtime|Training|Claims|Metrics))")]
    [InlineData(@"^Viva\.Notebooks\.Documents", @"^Viva\.Notebooks\.(Analysis|Checks|Export|Kernel|Running)")]
    [InlineData(@"^Viva\.Notebooks\.(Kernel|Running|Checks)", @"^Viva\.Notebooks\.Export")]
    [InlineData(@"^Viva\.Notebooks\.Export\.(Code|Formulas)", @"^Viva\.Notebooks\.Export\.(Pages|Site|Programs)")]
    [InlineData(@"^Viva\.Notebooks\.Export\.Pages", @"^Viva\.Notebooks\.Export\.Site")]
    // Charts know what they draw, a training's history or a confusion table; how things are shown knows nothing of that.
    [InlineData(@"^Viva\.Display\.(Formatters|Hosts|Live)", @"^Viva\.(Training|Metrics|Forecasting|Rl|Go|Claims|Text|Tuning)")]
    [InlineData(@"^Viva\.(Metrics|Forecasting|Rl|Go|Text|Tuning)", @"^Viva\.Training")]
    // A game is played without a network: whoever evaluates positions brings the tensors.
    [InlineData(@"^Viva\.Go", @"^TorchSharp")]
    public void Types_of_one_folder_do_not_use_those_of_another(string from, string to)
    {
        var types = Built.Value.Types.Where(type => Regex.IsMatch(type.Namespace.FullName, from));
        Assert.NotEmpty(types);
        var rule = Types().That().ResideInNamespaceMatching(from).Should().NotDependOnAnyTypesThat().ResideInNamespaceMatching(to);
        Assert.Empty(rule.Evaluate(Built.Value).Where(result => !result.Passed).Select(result => result.Description));
    }
}
