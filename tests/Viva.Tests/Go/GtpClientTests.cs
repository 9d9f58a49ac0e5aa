using System.Diagnostics;
using Viva.Go;

namespace Viva.Tests.Go;

public sealed class GtpClientTests
{
    [Theory]
    [InlineData(3, 1, 60)]
    [InlineData(5, 2, 90)]
    [InlineData(9, 3, 200)]
    public void Our_legal_moves_are_those_of_GNU_Go_under_our_rules(int size, int seed, int length)
    {
        using var gnuGo = GnuGo();
        var random = new Random(seed);
        var board = new GoBoard(size);
        gnuGo.Tell(board);
        for (var i = 0; i < length; i++)
        {
            var theirs = gnuGo
                .Send($"all_legal {board.ToMove}")
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(board.Move)
                .Order()
                .Append(board.Pass);
            Assert.Equal(theirs, board.LegalMoves());
            var legal = board.LegalMoves();
            board.Play(legal[random.Next(Math.Max(1, legal.Count - (random.Next(20) == 0 ? 0 : 1)))]);
            gnuGo.Tell(board);
            if (i % 20 == 0)
            {
                Assert.Equal(Stones(board), Stones(gnuGo));
            }
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(9)]
    public void Our_score_of_finished_games_is_that_of_GNU_Go(int size)
    {
        using var gnuGo = GnuGo();
        for (var seed = 0; seed < 8; seed++)
        {
            var board = new GoBoard(size, 0.5);
            new RandomPlayout(seed).Finish(board);
            gnuGo.Tell(board);
            var ours = board.AreaScore();
            Assert.Equal(ours > 0 ? $"B+{ours:0.0}" : $"W+{-ours:0.0}", gnuGo.Send("final_score"));
        }
    }

    [Fact]
    public void GNU_Go_plays_a_game_against_ours_and_from_any_position()
    {
        using var gnuGo = GnuGo();
        var ours = new RandomPlayout(1);
        var game = GoGame.Play(gnuGo.Choose, ours.Choose, size: 5, komi: 0.5);
        Assert.Equal(Stone.Black, game.Winner);
        Assert.Equal("C3", game.End.Name(game.Moves[0].Move));
        Assert.DoesNotContain(game.End.Area(), owner => owner != Stone.Black); // what is dead has been captured
        var middle = game.After(4);
        Assert.True(middle.IsLegal(gnuGo.Choose(middle)));
        var set = GoBoard.Parse("...\n.X.\n...", Stone.White);
        Assert.True(set.IsLegal(gnuGo.Choose(set)));
    }

    [Fact]
    public void Our_engine_plays_against_GNU_Go_over_the_protocol()
    {
        using var gnuGo = GnuGo();
        var engine = new GtpEngine(new RandomPlayout(3).Choose);
        foreach (var command in new[] { "boardsize 5", "clear_board", "komi 0.5" })
        {
            engine.Answer(command);
            gnuGo.Send(command);
        }

        for (var i = 0; i < 20; i++)
        {
            var move = engine.Answer("genmove black")![2..].Trim();
            gnuGo.Send($"play black {move}");
            Assert.Equal("=\n\n", engine.Answer($"play white {gnuGo.Send("genmove white")}"));
        }

        Assert.Equal(Stones(engine.Board), Stones(gnuGo));
    }

    [Fact]
    public void What_GNU_Go_refuses_is_said_in_its_words()
    {
        using var gnuGo = GnuGo();
        Assert.Equal("GNU Go", gnuGo.Send("name"));
        Assert.Contains(
            "gnugo refused 'fly': unknown command",
            Assert.Throws<GtpException>(() => gnuGo.Send("fly")).Message,
            StringComparison.Ordinal
        );
        Assert.Equal("2", gnuGo.Send("protocol_version"));
        Assert.Throws<ArgumentException>(() => gnuGo.Send("name\nquit"));
    }

    [Fact]
    public void A_program_that_is_not_there_is_named_with_what_to_do()
    {
        var words = Assert.Throws<GtpException>(() => new GtpClient("no-such-go-program")).Message;
        Assert.Contains("no-such-go-program is not there", words, StringComparison.Ordinal);
        Assert.Contains("apt-get install gnugo", words, StringComparison.Ordinal);
        Assert.Null(GtpClient.Find("no-such-go-program"));
        Assert.Null(GtpClient.Find("/no/such/program"));
    }

    [Fact]
    public void A_program_that_dies_is_quoted()
    {
        using var client = Shell("read line; echo all is lost >&2; exit 7");
        var words = Assert.Throws<GtpException>(() => client.Send("genmove black")).Message;
        Assert.Contains("ended with exit code 7 at 'genmove black'", words, StringComparison.Ordinal);
        Assert.Contains("all is lost", words, StringComparison.Ordinal);
        Assert.Throws<ObjectDisposedException>(() => client.Send("name"));
    }

    [Fact]
    public void A_program_that_does_not_answer_is_ended_at_the_limit()
    {
        using var client = Shell("sleep 60");
        client.TimeLimit = TimeSpan.FromMilliseconds(200);
        var watch = Stopwatch.StartNew();
        Assert.Contains(
            "did not answer 'name' within 0.2 s",
            Assert.Throws<GtpException>(() => client.Send("name")).Message,
            StringComparison.Ordinal
        );
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);
    }

    [Fact]
    public void Answers_of_several_lines_with_ids_and_with_carriage_returns_are_read()
    {
        using var client = Shell("read a; printf '= one\\r\\ntwo\\r\\n\\r\\n'; read b; printf '\\n=\\n\\n'; read c; printf 'hello\\n\\n'");
        Assert.Equal("one\ntwo", client.Send("a"));
        Assert.Equal("", client.Send("b"));
        Assert.Contains(
            "is not the Go Text Protocol",
            Assert.Throws<GtpException>(() => client.Send("c")).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_move_that_is_illegal_here_is_not_taken_over()
    {
        using var client = Shell("while read line; do case \"$line\" in genmove*) printf '= C3\\n\\n';; *) printf '=\\n\\n';; esac; done");
        var board = new GoBoard(5);
        Assert.Equal(12, client.Choose(board));
        board.Play(12);
        Assert.Contains(
            "played C3, which is not legal here",
            Assert.Throws<GtpException>(() => client.Choose(board)).Message,
            StringComparison.Ordinal
        );
    }

    private static GtpClient GnuGo()
    {
        Assert.SkipUnless(GtpClient.Find("gnugo") is not null, "GNU Go is not installed.");
        return GtpClient.GnuGo(level: 1, seed: 1);
    }

    private static GtpClient Shell(string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Uses the Unix shell.");
        return new("sh", "-c", script);
    }

    private static string Stones(GoBoard board) =>
        string.Join(' ', Enumerable.Range(0, board.Pass).Select(point => $"{board.Name(point)}{(int)board[point]}"));

    private static string Stones(GtpClient client)
    {
        var size = int.Parse(client.Send("query_boardsize"), System.Globalization.CultureInfo.InvariantCulture);
        var board = new GoBoard(size);
        var (black, white) = (List("black"), List("white"));
        return Stones(GoBoard.Of(size, black, white));

        IEnumerable<int> List(string color) =>
            client.Send($"list_stones {color}").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(board.Move);
    }
}
