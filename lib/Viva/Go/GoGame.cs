using System.Globalization;
using Microsoft.DotNet.Interactive.Formatting;
using Viva.Display;
using Viva.Display.Charts;
using Viva.Display.Formatters;
using Viva.Runtime;

namespace Viva.Go;

/// <summary>
/// A game that was played: its moves, between whom, and how it ended. It shows itself as pictures with a slider.
/// </summary>
[TypeFormatterSource(typeof(ViewFormatters<GoGame>), PreferredMimeTypes = [MimeTypes.Html, MimeTypes.Text])]
public sealed class GoGame : IView
{
    /// <summary>What a <see cref="GoPlayer"/> answers to give up.</summary>
    public const int Resign = -1;

    private readonly GoBoard _end;

    /// <summary>The game that led to a position.</summary>
    /// <param name="board">Where it has come to; copied.</param>
    public GoGame(GoBoard board)
    {
        ArgumentNullException.ThrowIfNull(board);
        _end = board.Copy();
    }

    /// <summary>Who has Black; empty when not known.</summary>
    public string Black { get; init; } = "";

    /// <summary>Who has White; empty when not known.</summary>
    public string White { get; init; } = "";

    /// <summary>
    /// The result in the words of SGF: "B+3.5", "W+R" after White's opponent resigned, "0" for a draw; empty when not known.
    /// </summary>
    public string Result { get; init; } = "";

    /// <summary>Who won; <see cref="Stone.Empty"/> for a draw or when it is not known.</summary>
    public Stone Winner =>
        Result.StartsWith("B+", StringComparison.Ordinal) ? Stone.Black
        : Result.StartsWith("W+", StringComparison.Ordinal) ? Stone.White
        : Stone.Empty;

    /// <summary>How many lines the board has each way.</summary>
    public int Size => _end.Size;

    /// <summary>The points that White got for moving second.</summary>
    public double Komi => _end.Komi;

    /// <summary>The moves, passes included.</summary>
    public IReadOnlyList<GoMove> Moves => _end.Moves;

    /// <summary>The position at the end, a board to play on.</summary>
    public GoBoard End => _end.Copy();

    /// <summary>The position after a number of moves, a board to play on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The game has fewer moves.</exception>
    public GoBoard After(int moves)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(moves);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(moves, _end.MoveNumber);
        return _end.Rewound(moves);
    }

    /// <summary>
    /// Plays a game until two passes, a resignation or the limit; except after a resignation the area decides.
    /// </summary>
    /// <param name="black">Who plays Black.</param>
    /// <param name="white">Who plays White.</param>
    /// <param name="size">How many lines the board has each way.</param>
    /// <param name="komi">The points that White gets for moving second.</param>
    /// <param name="moveLimit">The number of moves to stop at; four a point unless set.</param>
    /// <exception cref="ArgumentException">A player chose an illegal move; the message says which and why.</exception>
    public static GoGame Play(GoPlayer black, GoPlayer white, int size = 9, double komi = 0, int? moveLimit = null) =>
        Play(black, white, new GoBoard(size, komi), moveLimit);

    /// <summary>
    /// Plays a game on from a position until two passes, a resignation or the limit; except after a resignation the area decides.
    /// </summary>
    /// <param name="black">Who plays Black.</param>
    /// <param name="white">Who plays White.</param>
    /// <param name="opening">The position; its moves are the first of the game.</param>
    /// <param name="moveLimit">The number of moves to stop at, those of the opening included; four a point unless set.</param>
    /// <exception cref="ArgumentException">A player chose an illegal move; the message says which and why.</exception>
    public static GoGame Play(GoPlayer black, GoPlayer white, GoBoard opening, int? moveLimit = null)
    {
        ArgumentNullException.ThrowIfNull(black);
        ArgumentNullException.ThrowIfNull(white);
        ArgumentNullException.ThrowIfNull(opening);
        var board = opening.Copy();
        var limit = moveLimit ?? 4 * board.Pass;
        var interruption = Interruption.Of();
        while (!board.IsOver && board.MoveNumber < limit)
        {
            interruption.ThrowIfRequested();
            var move = (board.ToMove == Stone.Black ? black : white)(board);
            if (move == Resign)
            {
                return new(board) { Result = board.ToMove == Stone.Black ? "W+R" : "B+R" };
            }

            board.Play(move);
        }

        return new(board) { Result = ResultOf(board.AreaScore()) };
    }

    /// <summary>The game of an SGF file (FF[4] or older): its first game's main line.</summary>
    /// <exception cref="FormatException">
    /// The text is no SGF or no game of Go, a move is illegal, or stones are set up after the first move; the message says where.
    /// </exception>
    public static GoGame OfSgf(string text) => SgfGame.Read(Sgf.Parse(text)[0]);

    /// <summary>The game as an SGF file (FF[4]).</summary>
    public string ToSgf() => Sgf.Write([SgfGame.Write(this)]);

    /// <summary>The game as pictures with a slider, from the first position to the last.</summary>
    /// <param name="title">Above the slider.</param>
    /// <param name="heat">Numbers to draw on the position after so many moves, as in <see cref="GoBoard.Draw"/>; none unless given.</param>
    /// <param name="heatName">What the numbers are.</param>
    /// <param name="numbers">Whether each stone carries the number of its move.</param>
    /// <exception cref="ArgumentException">The game has no moves, or the numbers are not one for each point or move.</exception>
    public Figure Slides(
        string? title = null,
        Func<int, IEnumerable<float>?>? heat = null,
        string heatName = "policy",
        bool numbers = false
    )
    {
        var slides = new List<(string, Figure)>();
        var board = _end.Rewound(0);
        foreach (var (color, move) in Moves.Prepend(default))
        {
            if (color != Stone.Empty)
            {
                board.Play(color, move);
            }

            var words =
                color == Stone.Empty
                    ? "start"
                    : string.Create(CultureInfo.InvariantCulture, $"{board.MoveNumber}, {color} {board.Name(move)}");
            slides.Add((words, board.Draw(heat?.Invoke(board.MoveNumber), heatName, numbers)));
        }

        return Plot.Slides(title, "move", slides);
    }

    string IView.Html => _end.MoveNumber == 0 ? ((IView)_end).Html : ((IView)Slides(Title())).Html;

    string IView.Text => $"{Title()}\n{_end}";

    private string Title()
    {
        var players = Black.Length > 0 || White.Length > 0 ? $"{Name(Black, "Black")} against {Name(White, "White")}, " : "";
        var result = Result.Length > 0 ? $", {Result}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{players}{Size} by {Size}, {_end.MoveNumber} moves{result}");
    }

    private static string Name(string name, string color) => name.Length > 0 ? $"{name} ({color})" : color;

    /// <summary>The result of a score in the words of SGF.</summary>
    internal static string ResultOf(double score) =>
        score == 0 ? "0" : string.Create(CultureInfo.InvariantCulture, $"{(score > 0 ? 'B' : 'W')}+{Math.Abs(score)}");
}
