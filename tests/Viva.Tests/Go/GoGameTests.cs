using System.Xml.Linq;
using Viva.Display;
using Viva.Go;

namespace Viva.Tests.Go;

public sealed class GoGameTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(9)]
    [InlineData(19)]
    public void A_game_comes_back_from_SGF(int size)
    {
        var played = GoGame.Play(new RandomPlayout(1).Choose, new RandomPlayout(2).Choose, size, komi: 6.5);
        var game = new GoGame(played.End)
        {
            Black = "one [of two]",
            White = "back\\slash",
            Result = played.Result,
        };
        var again = GoGame.OfSgf(game.ToSgf());
        Assert.Equal(
            (game.Size, game.Komi, game.Black, game.White, game.Result, game.Winner),
            (again.Size, again.Komi, again.Black, again.White, again.Result, again.Winner)
        );
        Assert.Equal(game.Moves, again.Moves);
        Assert.Equal(game.End.ToString(), again.End.ToString());
        Assert.Equal(game.ToSgf(), again.ToSgf());
    }

    [Fact]
    public void A_published_game_leads_to_its_published_position()
    {
        // Murakawa Daisuke against Iyama Yuta on 9 by 9; the last position is also that of the tests of Google's MiniGo.
        var game = GoGame.OfSgf(
            """
            (;CA[UTF-8]SZ[9]PB[Murakawa Daisuke]PW[Iyama Yuta]KM[6.5]HA[0]RE[W+1.5]GM[1];B[fd];W[cf];B[eg];W[dd];B[dc];W[cc];B[de];
            W[cd];B[ed];W[he];B[ce];W[be];B[df];W[bf];B[hd];W[ge];B[gd];W[gg];B[db];W[cb];B[cg];W[bg];B[gh];W[fh];B[hh];W[fg];
            B[eh];W[ei];B[di];W[fi];B[hg];W[dh];B[ch];W[ci];B[bh];W[ff];B[fe];W[hf];B[id];W[bi];B[ah];W[ef];B[dg];W[ee];B[di];
            W[ig];B[ai];W[ih];B[fb];W[hi];B[ag];W[ab];B[bd];W[bc];B[ae];W[ad];B[af];W[bd];B[ca];W[ba];B[da];W[ie])
            """
        );
        var end = GoBoard.Parse(
            """
            . O X X . . . . .
            O . O X . X . . .
            . O O X . . . . .
            O O O O X X X X X
            X O X X O X O O O
            X O O X O O . O .
            X O X X X O O X O
            X X X . X O X X O
            X . . X O O . O .
            """,
            komi: 6.5
        );
        Assert.Equal(62, game.Moves.Count);
        Assert.Equal(end.ToString(), game.End.ToString());
        Assert.Equal(end.Hash, game.End.Hash);
    }

    [Fact]
    public void A_game_in_SGF_is_read_with_handicap_passes_and_variations()
    {
        var game = GoGame.OfSgf(
            """
            (;GM[1]FF[3]SiZe[9]KoMi[0.5]PlayerBlack[Ann]PlayerWhite[Bob]HA[2]AddBlack[gc][cg]RE[B+R]
            ;W[ee]C[the centre];B[];W[tt](;B[ce])(;B[ec]))
            """
        );
        Assert.Equal((9, 0.5, "Ann", "Bob", Stone.Black), (game.Size, game.Komi, game.Black, game.White, game.Winner));
        Assert.Equal(19, GoGame.OfSgf("(;)").Size);
        Assert.Equal(["E5", "pass", "pass", "C5"], game.Moves.Select(move => game.End.Name(move.Move)));
        Assert.Equal((Stone.Black, Stone.Black, Stone.White), (game.End["G7"], game.End["C3"], game.End["E5"]));
        Assert.Equal(Stone.White, game.After(0).ToMove); // after a handicap White begins
        Assert.Equal(2, Enumerable.Range(0, 81).Count(point => game.After(0)[point] != Stone.Empty));
    }

    [Fact]
    public void Stones_are_set_up_singly_and_by_rectangles()
    {
        var board = GoGame.OfSgf("(;SZ[5]AB[aa:ba][ae]AW[cc:dd]PL[W];W[ee])").After(0);
        Assert.Equal(
            """
             5 X X . . .
             4 . . . . .
             3 . . O O .
             2 . . O O .
             1 X . . . .
               A B C D E
            """.ReplaceLineEndings("\n"),
            board.ToString()
        );
        Assert.Equal(Stone.White, board.ToMove);
        var again = GoGame.OfSgf(new GoGame(board).ToSgf());
        Assert.Equal((board.ToString(), board.ToMove), (again.End.ToString(), again.End.ToMove));
    }

    [Theory]
    [InlineData("Go is 1", "(;GM[2])")]
    [InlineData("SZ[25] is no size", "(;SZ[25])")]
    [InlineData("SZ[9:13] is no size", "(;SZ[9:13])")]
    [InlineData("KM[x] is no number", "(;KM[x])")]
    [InlineData("B[zz] is no point of a board of 9 by 9", "(;SZ[9];B[zz])")]
    [InlineData("B[a] is no point", "(;SZ[9];B[a])")]
    [InlineData("node on line 3: move 2: White may not play A9: there is a black stone", "(;SZ[9]\n;B[aa]\n;W[aa])")]
    [InlineData("AB changes the board after the start", "(;SZ[9];B[aa];AB[bb])")]
    [InlineData("puts a second stone on aa", "(;SZ[9]AB[aa]AW[aa])")]
    [InlineData("has no liberty", "(;SZ[9]AB[aa]AW[ab][ba])")]
    [InlineData("PL[G] is neither", "(;PL[G])")]
    [InlineData("B has more than one value", "(;B[aa][bb])")]
    public void What_is_no_game_of_ours_is_refused_with_the_place(string words, string sgf) =>
        Assert.Contains(words, Assert.Throws<FormatException>(() => GoGame.OfSgf(sgf)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_game_ends_by_passes_resignation_or_the_limit()
    {
        GoPlayer passes = board => board.Pass;
        var game = GoGame.Play(passes, passes, 5, komi: 0.5);
        Assert.Equal(("W+0.5", Stone.White, 2), (game.Result, game.Winner, game.Moves.Count));
        Assert.Equal("0", GoGame.Play(passes, passes, 5, komi: 0).Result);
        Assert.Equal("B+2", GoGame.Play(passes, passes, 5, komi: -2).Result);
        game = GoGame.Play(new RandomPlayout(1).Choose, _ => GoGame.Resign, 5);
        Assert.Equal(("B+R", Stone.Black, 1), (game.Result, game.Winner, game.Moves.Count));
        Assert.Equal(7, GoGame.Play(new RandomPlayout(1).Choose, new RandomPlayout(1).Choose, 5, moveLimit: 7).Moves.Count);
        Assert.Contains(
            "White may not play A5",
            Assert.Throws<ArgumentException>(() => GoGame.Play(_ => 0, _ => 0, 5)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_match_swaps_the_colours()
    {
        var colors = new List<Stone>();
        GoPlayer first = board =>
        {
            colors.Add(board.ToMove);
            return board.MoveNumber < 2 ? 12 - board.MoveNumber : board.Pass;
        };
        GoPlayer second = board => board.Pass;
        var match = GoMatch.Play(first, second, games: 4, size: 5, komi: 0.5);
        Assert.Equal([Stone.Black, Stone.White, Stone.Black, Stone.White], colors.Chunk(2).Select(pair => pair[0]));
        Assert.Equal((4, 0, 0, 1.0), (match.Wins, match.Draws, match.Losses, match.Score));
        Assert.Equal(double.PositiveInfinity, match.Elo);
        Assert.Equal("4 won, 0 drawn, 0 lost: score 1.000 (95%: 0.510 to 1.000), Elo ∞", match.ToString());
        Assert.Equal((0.5101, 1), (Math.Round(match.Interval.Low, 4), match.Interval.High));
        var drawn = GoMatch.Play(second, second, games: 2, size: 5, komi: 0);
        Assert.Equal((0, 2, 0, 0.5, 0.0), (drawn.Wins, drawn.Draws, drawn.Losses, drawn.Score, drawn.Elo));
        var opened = GoMatch.Play(second, second, games: 4, size: 5, komi: 0.5, opening: (pair, board) => board.Play(pair + 3));
        Assert.Equal([3, 3, 4, 4], opened.Games.Select(game => game.Moves[0].Move));
        Assert.Equal((2, 2), (opened.Wins, opened.Losses));
        Assert.Throws<ArgumentException>(() => GoMatch.Play(first, second, games: 3));
    }

    [Fact]
    public void A_board_is_drawn_with_its_stones_its_numbers_and_its_words()
    {
        var board = GoBoard.Parse(
            """
            . . . . .
            . X O . .
            . X . O .
            . . X . .
            . . . . .
            """
        );
        board.Play("C3");
        var heat = new float[26];
        (heat[0], heat[2], heat[25]) = (0.25f, 0.6f, 0.1f);
        var figure = board.Draw(heat, title: "A <position>");
        Assert.Equal(
            "Go board: A <position>. 5 by 5. Black: B4, B3, C3, C2. White: C4, D3. Move 1, Black: C3. White to move. "
                + "Largest policy: C5 .60, A5 .25, pass .10.",
            figure.AlternativeText
        );
        var svg = Svg(((IView)figure).Html);
        var texts = svg.Descendants("text").Select(text => text.Value).ToArray();
        Assert.Equal(["A", "1", "B", "2", "C", "3", "D", "4", "E", "5"], texts.Take(10));
        Assert.Contains(".60", texts);
        Assert.Contains("policy; pass .10", texts);
        Assert.Equal(6, svg.Descendants("circle").Count(circle => circle.Attribute("r")?.Value == "18"));
        Assert.DoesNotContain("NaN", ((IView)figure).Html, StringComparison.Ordinal);
        Assert.Equal(board.ToString(), ((IView)board).Text);
        Assert.Throws<ArgumentException>(() => board.Draw(new float[24]));
    }

    [Fact]
    public void Stones_carry_the_numbers_of_their_moves()
    {
        var board = new GoBoard(9);
        foreach (var move in new[] { "E5", "C3", "pass", "G7" })
        {
            board.Play(move);
        }

        var texts = Svg(((IView)board.Draw(numbers: true)).Html).Descendants("text").Select(text => text.Value).ToArray();
        Assert.Equal(["1", "2", "4"], texts.Skip(18).Order());
    }

    [Fact]
    public void A_game_is_a_slider_over_its_positions_with_a_small_page()
    {
        var game = GoGame.Play(new RandomPlayout(1).Choose, new RandomPlayout(2).Choose, 5, moveLimit: 40);
        var html = ((IView)game.Slides("A game")).Html;
        Assert.Equal(game.Moves.Count + 1, html.Split("<svg").Length - 1);
        Assert.Contains("1, Black ", html, StringComparison.Ordinal);
        Assert.InRange(html.Length / (game.Moves.Count + 1), 0, 3000);
        Assert.Equal(game.Moves.Count + 1, ((IView)game).Html.Split("<svg").Length - 1);
        Assert.StartsWith($"5 by 5, {game.Moves.Count} moves, {game.Result}\n 5 ", ((IView)game).Text, StringComparison.Ordinal);
        Assert.StartsWith(
            "Ann (Black) against White, 5 by 5, 0 moves\n",
            ((IView)new GoGame(new GoBoard(5)) { Black = "Ann" }).Text,
            StringComparison.Ordinal
        );
        var heated = game.Slides(heat: move => move == 1 ? new float[26] : null);
        Assert.Equal(game.Moves.Count + 1, ((IView)heated).Html.Split("<svg").Length - 1);
    }

    private static XElement Svg(string html) =>
        XElement.Parse(html[html.IndexOf("<svg", StringComparison.Ordinal)..(html.IndexOf("</svg>", StringComparison.Ordinal) + 6)]);
}
