namespace Viva.Cli.Doctor;

/// <summary>How something is.</summary>
internal enum Health
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>It works, with less.</summary>
    Note,

    /// <summary>It does not work.</summary>
    Fail,
}

/// <summary>One thing that the doctor looked at.</summary>
internal sealed record Verdict(Health State, string Subject, string Finding, string? NextStep = null);
