using System.Globalization;
using System.Text;

namespace Viva.Notebooks.Running;

/// <summary>Why a run failed: what happened, where, and what to do.</summary>
/// <param name="Kind">What kind of failure it is.</param>
/// <param name="File">The notebook.</param>
/// <param name="Message">What happened.</param>
/// <param name="NextStep">What the user can do.</param>
public sealed record RunFailure(RunFailureKind Kind, string File, string Message, string NextStep)
{
    /// <summary>The cell's place among all cells, from 1, or null.</summary>
    public int? Cell { get; init; }

    /// <summary>The cell's id, or null.</summary>
    public string? CellId { get; init; }

    /// <summary>The line of the cell, from 1, or null when it is not known.</summary>
    public int? Line { get; init; }

    /// <summary>The trace, one line each; may be empty.</summary>
    public IReadOnlyList<string> Trace { get; init; } = [];

    /// <summary>File, cell and line, as far as they are known: <c>notebooks/23-mnist-cnn.ipynb, cell 7 (train), line 3</c>.</summary>
    public string Where
    {
        get
        {
            var text = new StringBuilder(File);
            if (Cell is { } cell)
            {
                text.Append(CultureInfo.InvariantCulture, $", cell {cell} ({CellId})");
            }

            if (Line is { } line)
            {
                text.Append(CultureInfo.InvariantCulture, $", line {line}");
            }

            return text.ToString();
        }
    }

    /// <summary>All of it on one or two lines.</summary>
    public override string ToString() => $"{Where}: {Message} {NextStep}";
}
