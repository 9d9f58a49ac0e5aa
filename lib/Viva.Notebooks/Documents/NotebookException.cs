using System.Globalization;
using System.Text;

namespace Viva.Notebooks.Documents;

/// <summary>A notebook file that cannot be read or written: what is wrong, where, and what to do about it.</summary>
public sealed class NotebookException : Exception
{
    /// <summary>Describes one failure.</summary>
    /// <param name="problem">What is wrong, as a sentence without a final full stop.</param>
    /// <param name="nextStep">What the user can do, as a sentence without a final full stop.</param>
    /// <param name="file">The file, or null for text that came from elsewhere.</param>
    /// <param name="line">The line of the file, from 1.</param>
    /// <param name="column">The character in that line, from 1.</param>
    /// <param name="cell">The cell, from 1.</param>
    /// <param name="innerException">What failed underneath.</param>
    public NotebookException(
        string problem,
        string nextStep,
        string? file = null,
        int? line = null,
        int? column = null,
        int? cell = null,
        Exception? innerException = null
    )
        : base(Compose(problem, nextStep, file, line, column, cell), innerException)
    {
        Problem = problem;
        NextStep = nextStep;
        File = file;
        Line = line;
        Column = column;
        Cell = cell;
    }

    /// <summary>What is wrong.</summary>
    public string Problem { get; }

    /// <summary>What the user can do.</summary>
    public string NextStep { get; }

    /// <summary>The file, or null for text that came from elsewhere.</summary>
    public string? File { get; }

    /// <summary>The line of the file, from 1, where it is known.</summary>
    public int? Line { get; }

    /// <summary>The character in that line, from 1, where it is known.</summary>
    public int? Column { get; }

    /// <summary>The number of the cell, from 1, where it is known.</summary>
    public int? Cell { get; }

    private static string Compose(string problem, string nextStep, string? file, int? line, int? column, int? cell)
    {
        var text = new StringBuilder(file ?? "notebook");
        if (cell is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $", cell {cell}");
        }

        if (line is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $", line {line}");
        }

        if (column is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $", column {column}");
        }

        return text.Append(": ").Append(problem).Append(". ").Append(nextStep).Append('.').ToString();
    }
}
