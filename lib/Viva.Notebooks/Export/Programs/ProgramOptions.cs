namespace Viva.Notebooks.Export.Programs;

/// <summary>Where a file-based app finds the library, and what it leaves out.</summary>
public sealed record ProgramOptions
{
    /// <summary>The clone's folder, which holds <c>lib/Viva</c> and its build output.</summary>
    public required string Root { get; init; }

    /// <summary>What becomes of solutions; folded ones stand in a region.</summary>
    public SolutionStyle Solutions { get; init; } = SolutionStyle.Folded;

    internal string Project => Path.Combine(Root, "lib", "Viva");

    internal string Library => Path.Combine(Root, "artifacts", "bin", "Viva", "release");
}
