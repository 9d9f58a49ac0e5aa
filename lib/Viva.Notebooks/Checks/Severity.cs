namespace Viva.Notebooks.Checks;

/// <summary>Whether a finding fails the check.</summary>
public enum Severity
{
    /// <summary>The notebook must be changed.</summary>
    Error,

    /// <summary>The notebook would be better changed; the check passes.</summary>
    Advice,
}
