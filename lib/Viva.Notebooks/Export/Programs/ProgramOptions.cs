namespace Viva.Notebooks.Export.Programs;

/// <summary>Where a file-based app finds the library, and what it leaves out.</summary>
public sealed record ProgramOptions
{
    /// <summary>The clone's folder, which holds <c>lib/Viva</c> and its build output.</summary>
    public required string Root { get; init; }

    /// <summary>How solutions are written; folded ones go into a region.</summary>
    public SolutionStyle Solutions { get; init; } = SolutionStyle.Folded;

    internal string Project => Path.Combine(Root, "lib", "Viva");

    internal string Library => Path.Combine(Root, "artifacts", "bin", "Viva", "release");
}
