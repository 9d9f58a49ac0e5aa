using System.Globalization;
using Microsoft.DotNet.Interactive.Formatting;
using Viva.Display;
using Viva.Display.Formatters;
using Viva.Metrics;

namespace Viva.Go;

/// <summary>Games between two players, each as often with Black as with White, from the view of the first.</summary>
/// <param name="Games">The games in order; the first player has Black in the first, third, and so on.</param>
[TypeFormatterSource(typeof(ViewFormatters<GoMatch>), PreferredMimeTypes = [MimeTypes.Html, MimeTypes.Text])]
public sealed record GoMatch(IReadOnlyList<GoGame> Games) : IView
{
    /// <summary>How many games the first player won.</summary>
    public int Wins => Count(1);

    /// <summary>How many were drawn, or have no winner.</summary>
    public int Draws => Count(0);

    /// <summary>How many the first player lost.</summary>
    public int Losses => Count(-1);

    /// <summary>The first player's points, a draw half of one, for each game.</summary>
    public double Score => (Wins + (Draws / 2.0)) / Games.Count;

    /// <summary>The interval of Wilson for the score at 95%.</summary>
    public (double Low, double High) Interval => Rating.WilsonInterval(Score * Games.Count, Games.Count);

    /// <summary>By how much the first player is the stronger in Elo's scale; infinite when all games went one way.</summary>
    public double Elo => Rating.EloOf(Score);

    /// <summary>Plays a match with the colours swapped after each game.</summary>
    /// <param name="first">One player.</param>
    /// <param name="second">The other.</param>
    /// <param name="games">How many games; even, so that both have Black equally often.</param>
    /// <param name="size">How many lines the board has each way.</param>
    /// <param name="komi">The points that White gets for moving second.</param>
    /// <param name="opening">
    /// Plays the first moves of each pair of games, with the pair's number from 0, on an empty board. Players that leave nothing to chance
    /// play the same two games over and over without it.
    /// </param>
    /// <param name="moveLimit">The number of moves to stop a game at; four a point unless set.</param>
    /// <exception cref="ArgumentException">
    /// The number of games is odd or not positive, or a player chose an illegal move.
    /// </exception>
    public static GoMatch Play(
        GoPlayer first,
        GoPlayer second,
        int games,
        int size = 9,
        double komi = 0,
        Action<int, GoBoard>? opening = null,
        int? moveLimit = null
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(games);
        if (games % 2 == 1)
        {
            throw new ArgumentException($"In {games} games the colours are not shared evenly; take an even number.", nameof(games));
        }

        var played = new List<GoGame>();
        for (var pair = 0; pair < games / 2; pair++)
        {
            var board = new GoBoard(size, komi);
            opening?.Invoke(pair, board);
            played.Add(GoGame.Play(first, second, board, moveLimit));
            played.Add(GoGame.Play(second, first, board, moveLimit));
        }

        return new(played);
    }

    string IView.Html => $"<p>{HtmlText.Encode(ToString())}</p>";

    string IView.Text => ToString();

    /// <summary>The result in a line: games, score with its interval, lead.</summary>
    public override string ToString()
    {
        var (low, high) = Interval;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Wins} won, {Draws} drawn, {Losses} lost: score {Score:0.000} (95%: {low:0.000} to {high:0.000}), "
                + $"Elo {HtmlText.Number(Elo, "+0;-0;0")}"
        );
    }

    private int Count(int result) =>
        Games
            .Where(
                (game, i) =>
                    result
                    == game.Winner switch
                    {
                        Stone.Empty => 0,
                        var winner => (winner == Stone.Black) == (i % 2 == 0) ? 1 : -1,
                    }
            )
            .Count();
}
