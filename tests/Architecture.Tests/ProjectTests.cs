namespace Architecture.Tests;

/// <summary>Which project may refer to which.</summary>
public sealed class ProjectTests
{
    [Fact]
    public void The_libraries_refer_to_one_another_in_one_direction()
    {
        var arrows = Libraries.SelectMany(library => Clone.ReferencesOf(library).Select(reference => $"{library} -> {reference}"));
        Assert.Equal(["Viva -> Viva.Data", "Viva.Cli -> Viva.Data", "Viva.Cli -> Viva.Notebooks"], arrows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Nothing_refers_to_the_helper_library_but_its_tests_and_its_benchmarks() =>
        Assert.Equal(
            ["Viva.Benchmarks", "Viva.Tests"],
            Clone.Projects.Keys.Where(project => Clone.ReferencesOf(project).Contains("Viva")).Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Every_library_has_a_project_of_tests() =>
        Assert.All(Libraries, library => Assert.Contains(library + ".Tests", Clone.Projects.Keys));

    private static IEnumerable<string> Libraries =>
        Clone.Projects.Where(project => Clone.Relative(project.Value).StartsWith("lib/", StringComparison.Ordinal)).Select(p => p.Key);
}
