using System.Globalization;
using System.Text;

namespace Viva.Notebooks.Checks;

/// <summary>One place where a notebook breaks a rule.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Severity">Whether the check fails.</param>
/// <param name="File">The notebook.</param>
/// <param name="Cell">The cell's number, from 1; null when the whole file is meant.</param>
/// <param name="CellId">The cell's id.</param>
/// <param name="Line">The line of the cell's text, from 1; without a cell, of the file.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="Reason">Why there is such a rule.</param>
public sealed record Finding(
    string Rule,
    Severity Severity,
    string File,
    int? Cell,
    string? CellId,
    int? Line,
    string Message,
    string Reason
)
{
    /// <summary>Where the finding is, for people: <c>cell 5 (train-the-cnn), line 3</c>; empty when the whole file is meant.</summary>
    public string Place
    {
        get
        {
            var place = new StringBuilder();
            if (Cell is not null)
            {
                place.Append(CultureInfo.InvariantCulture, $"cell {Cell} ({CellId})");
            }

            if (Line is not null)
            {
                place.Append(CultureInfo.InvariantCulture, $"{(Cell is null ? "" : ", ")}line {Line}");
            }

            return place.ToString();
        }
    }

    /// <summary>The finding in one line.</summary>
    public override string ToString() => $"{File}: {(Place.Length == 0 ? "" : Place + ": ")}{Message} [{Rule}]";
}
