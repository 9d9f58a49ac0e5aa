namespace Viva.Notebooks.Checks;

/// <summary>One rule for notebooks.</summary>
/// <param name="Name">Its name, in kebab-case.</param>
/// <param name="Reason">Why it is there.</param>
/// <param name="Find">Finds every place that breaks it.</param>
internal sealed record Rule(string Name, string Reason, Func<NotebookOutline, IEnumerable<Fault>> Find);

/// <summary>A place that breaks a rule; <see cref="Finding"/> is what becomes of it.</summary>
internal sealed record Fault(OutlineCell? Cell, int? Line, string Message, Severity Severity = Severity.Error)
{
    public Fault(string message)
        : this(null, null, message) { }

    public Fault(OutlineCell cell, string message)
        : this(cell, null, message) { }
}
