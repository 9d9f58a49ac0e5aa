namespace Viva.Notebooks.Running;

/// <summary>How to run a notebook.</summary>
public sealed record RunOptions
{
    /// <summary>The longest that one cell may take.</summary>
    public TimeSpan CellTimeout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The longest that the whole notebook may take.</summary>
    public TimeSpan NotebookTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long an interrupted cell has to stop before its process is ended.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The folder for the executed notebook, made when it is missing; null writes none.</summary>
    public string? OutputFolder { get; init; }

    /// <summary>Environment variables for the notebook's process, on top of this process's own; null removes a variable.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Answers for cells that ask (<c>@input</c>, <c>GetInputAsync</c>), by the name or the prompt of what they ask for.</summary>
    public IReadOnlyDictionary<string, string> Inputs { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether to go on after a cell that fails. A cell tagged <c>raises-exception</c> may fail in any case.</summary>
    public bool AllowErrors { get; init; }

    /// <summary>How many characters of output a cell keeps; the rest is counted and dropped.</summary>
    public int MaxOutput { get; init; } = 1_000_000;

    /// <summary>How many characters of displays (figures, tables) a cell keeps.</summary>
    public int MaxDisplays { get; init; } = 50_000_000;
}
