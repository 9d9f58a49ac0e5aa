namespace Viva.Notebooks.Running;

/// <summary>The outcome of running a notebook.</summary>
public sealed record NotebookRun
{
    /// <summary>The notebook's file.</summary>
    public required string Path { get; init; }

    /// <summary>The code cells that were run, in order.</summary>
    public required IReadOnlyList<CellTiming> Cells { get; init; }

    /// <summary>The measured results that the notebook reported.</summary>
    public required IReadOnlyList<MeasuredResult> Results { get; init; }

    /// <summary>The claims that it made, in order.</summary>
    public IReadOnlyList<MeasuredClaim> Claims { get; init; } = [];

    /// <summary>The data sets that it used.</summary>
    public required IReadOnlyList<DataUse> Data { get; init; }

    /// <summary>The seconds from start to end, the start of the process included.</summary>
    public required double Seconds { get; init; }

    /// <summary>The most memory that its process held, in units of 2^20 bytes.</summary>
    public required double PeakMemoryMb { get; init; }

    /// <summary>The executed notebook, or null when none was written.</summary>
    public string? OutputPath { get; init; }

    /// <summary>Why the run failed, or null.</summary>
    public RunFailure? Failure { get; init; }

    /// <summary>The cells that failed and were allowed to, by the run's options or by their tag <c>raises-exception</c>.</summary>
    public IReadOnlyList<RunFailure> Allowed { get; init; } = [];

    /// <summary>
    /// True when every cell ran or was allowed to fail, and every check that must hold does. Bars of results and claims do not count here.
    /// </summary>
    public bool Ok => Failure is null;

    /// <summary>True when built-in data stood in for some real set.</summary>
    public bool UsedSubstitute => Data.Any(use => use.Substitute);
}
