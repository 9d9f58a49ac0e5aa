using System.Globalization;
using System.Text;
using Viva.Display;
using Viva.Display.Charts;

namespace Viva.Go;

/// <summary>The drawing of a board in SVG, and its words.</summary>
internal sealed class GoPicture(GoBoard board, float[]? heat, string heatName, bool numbers)
{
    private const int Cell = 40;
    private const int Edge = 26; // from the frame to the first line: half a stone and a little
    private const int Labels = 16; // more on the left and below, for the names
    private const string Wood = "#e8c37e";
    private const string Names = "#4a3410";

    private readonly StringBuilder _svg = new();

    /// <summary>
    /// The picture, which reads out as the given words. A page may hold dozens of these: what looks alike shares its attributes.
    /// </summary>
    public string Html(string words)
    {
        var side = ((board.Size - 1) * Cell) + (2 * Edge) + Labels;
        var below = heat is null ? 0 : 26;
        Add(
            $"<div role=\"img\" aria-label=\"{HtmlText.Encode(words)}\" style=\"max-width:{Math.Clamp(side, 300, 640)}px;overflow:hidden\">"
        );
        Add($"<svg viewBox=\"0 0 {side} {side + below}\" width=\"100%\" text-anchor=\"middle\" aria-hidden=\"true\">");
        Add($"<rect width=\"{side}\" height=\"{side}\" rx=\"4\" fill=\"{Wood}\"/>");
        Lines();
        Coordinates();
        Heat();
        Stones();
        if (heat is not null)
        {
            var pass = PassValue is { } value ? $"; pass {Short(value)}" : "";
            Add(
                $"<text x=\"{side / 2}\" y=\"{side + 18}\" font-size=\"15\" fill=\"currentColor\">{HtmlText.Encode(heatName + pass)}</text>"
            );
        }

        return _svg.Append("</svg></div>").ToString();
    }

    /// <summary>The alternative text: size, stones, last move, whose turn, the largest numbers.</summary>
    public string Description(string? title)
    {
        var text = Describe.Start("Go board", title);
        text.Append(CultureInfo.InvariantCulture, $" {board.Size} by {board.Size}.");
        foreach (var color in new[] { Stone.Black, Stone.White })
        {
            var points = Points().Where(point => board[point] == color).Select(board.Name).ToArray();
            text.Append(CultureInfo.InvariantCulture, $" {color}: ");
            text.Append(
                points.Length switch
                {
                    0 => "no stone",
                    <= 25 => string.Join(", ", points),
                    _ => string.Create(CultureInfo.InvariantCulture, $"{points.Length} stones"),
                }
            );
            text.Append('.');
        }

        if (board.LastMove is { } last)
        {
            text.Append(CultureInfo.InvariantCulture, $" Move {board.MoveNumber}, {(GoBoard.Opponent(board.ToMove))}: {board.Name(last)}.");
        }

        text.Append(board.IsOver ? " The game is over." : $" {board.ToMove} to move.");
        if (heat is not null)
        {
            var largest = Enumerable.Range(0, heat.Length).Where(Visible).OrderByDescending(move => heat[move]).Take(3).ToArray();
            if (largest.Length > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $" Largest {heatName}: ");
                text.AppendJoin(", ", largest.Select(move => $"{board.Name(move)} {Short(heat[move])}")).Append('.');
            }
        }

        return text.ToString();
    }

    private float? PassValue => heat is not null && heat.Length > board.Pass && float.IsFinite(heat[board.Pass]) ? heat[board.Pass] : null;

    private IEnumerable<int> Points() => Enumerable.Range(0, board.Pass);

    private bool Visible(int move) => float.IsFinite(heat![move]) && Math.Abs(heat[move]) >= 0.005f;

    private int X(int point) => Edge + Labels + (point % board.Size * Cell);

    private int Y(int point) => Edge + (point / board.Size * Cell);

    private void Lines()
    {
        var (lines, last) = (new SvgPath(), board.Size - 1);
        for (var i = 0; i < board.Size; i++)
        {
            lines.MoveTo(X(0), Y(i * board.Size)).LineTo(X(last), Y(i * board.Size));
            lines.MoveTo(X(i), Y(0)).LineTo(X(i), Y(last * board.Size));
        }

        Add($"<path stroke=\"#000\" stroke-opacity=\"0.75\" d=\"{lines}\"/>");
        int[] stars = board.Size switch
        {
            >= 13 when board.Size % 2 == 1 => [3, board.Size / 2, board.Size - 4],
            9 => [2, 4, 6],
            >= 13 => [3, board.Size - 4],
            _ => [],
        };
        foreach (var row in stars)
        {
            foreach (var column in stars)
            {
                // On 9 by 9 and 13 by 13 the middles of the sides carry none.
                var middle = board.Size < 19 && (row == board.Size / 2) != (column == board.Size / 2);
                if (!middle)
                {
                    Add($"<circle cx=\"{X(column)}\" cy=\"{Y(row * board.Size)}\" r=\"3.5\"/>");
                }
            }
        }
    }

    private void Coordinates()
    {
        Add($"<g font-size=\"13\" fill=\"{Names}\">");
        for (var i = 0; i < board.Size; i++)
        {
            // The diagonal has each letter and each number once.
            var point = ((board.Size - 1 - i) * board.Size) + i;
            var name = board.Name(point);
            Add($"<text x=\"{X(i)}\" y=\"{Y(board.Pass - 1) + 35}\">{name[..1]}</text>");
            Add($"<text x=\"12\" y=\"{Y(point) + 5}\">{name[1..]}</text>");
        }

        Add($"</g>");
    }

    private void Heat()
    {
        if (heat is null)
        {
            return;
        }

        var shown = Points().Where(Visible).ToArray();
        var signed = shown.Any(point => heat[point] < 0);
        var most = shown.Select(point => Math.Abs(heat[point])).DefaultIfEmpty(1).Max();
        var (dark, light) = (new StringBuilder(), new StringBuilder());
        foreach (var point in shown.Where(point => board[point] == Stone.Empty))
        {
            var share = heat[point] / most;
            var color = signed ? Palette.Diverging.At((1 + share) / 2) : Palette.Shares.At(share);
            // Squares, because light discs would pass for white stones.
            Add($"<rect x=\"{X(point) - 16}\" y=\"{Y(point) - 14}\" width=\"32\" height=\"28\" rx=\"5\" fill=\"{ColorRamp.Hex(color)}\"/>");
            Write(Palette.IsLight(color) ? dark : light, point, Short(heat[point]));
        }

        Add($"<g font-size=\"13\">{dark}</g><g font-size=\"13\" fill=\"#fff\">{light}</g>");
    }

    private void Stones()
    {
        var placed = new Dictionary<int, int>();
        if (numbers)
        {
            var number = 0;
            foreach (var (_, move) in board.Moves)
            {
                placed[move] = ++number;
            }
        }

        foreach (var (color, ink, fill) in new[] { (Stone.Black, "#fff", "#111"), (Stone.White, "#000", "#fff") })
        {
            var words = new StringBuilder();
            Add($"<g fill=\"{fill}\" stroke=\"#111\">");
            foreach (var point in Points().Where(point => board[point] == color))
            {
                Add($"<circle cx=\"{X(point)}\" cy=\"{Y(point)}\" r=\"18\"/>");
                if (placed.TryGetValue(point, out var number))
                {
                    Write(words, point, number.ToString(CultureInfo.InvariantCulture));
                }
            }

            Add($"</g>");
            if (words.Length > 0)
            {
                Add($"<g font-size=\"15\" fill=\"{ink}\">{words}</g>");
            }
        }

        if (board.LastMove is { } last && last != board.Pass && board[last] != Stone.Empty)
        {
            var ink = board[last] == Stone.Black ? "#fff" : "#000";
            Add(
                $"<circle cx=\"{X(last)}\" cy=\"{Y(last)}\" r=\"{(numbers ? 14 : 9)}\" fill=\"none\" stroke=\"{ink}\" stroke-width=\"2\"/>"
            );
        }
    }

    private void Write(StringBuilder words, int point, string text) =>
        words.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(point)}\" y=\"{Y(point) + 5}\">{text}</text>");

    private static string Short(double value) =>
        HtmlText.Number(
            value,
            Math.Abs(value) switch
            {
                >= 10 => "0",
                >= 1 => "0.0",
                _ => ".00;-.00;0",
            }
        );

    private void Add(FormattableString markup) => _svg.Append(markup.ToString(CultureInfo.InvariantCulture));
}
