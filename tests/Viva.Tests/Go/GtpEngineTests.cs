using Viva.Go;

namespace Viva.Tests.Go;

public sealed class GtpEngineTests
{
    private const string Session = """
        1 boardsize 7
        2 clear_board
        3 play black D5
        4 genmove white
        5 play black C3
        6 play black E3
        7 showboard
        8 quit
        """;

    [Fact]
    public void The_session_of_the_specification_is_answered_as_there()
    {
        var output = new StringWriter();
        new GtpEngine(board => board.Move("C3")).Run(new StringReader(Session), output);
        Assert.Equal(
            """
            =1

            =2

            =3

            =4 C3

            ?5 illegal move

            =6

            =7
             7 . . . . . . .
             6 . . . . . . .
             5 . . . X . . .
             4 . . . . . . .
             3 . . O . X . .
             2 . . . . . . .
             1 . . . . . . .
               A B C D E F G

            =8


            """.ReplaceLineEndings("\n"),
            output.ToString()
        );
    }

    [Theory]
    [InlineData("protocol_version", "= 2\n\n")]
    [InlineData("12 protocol_version", "=12 2\n\n")]
    [InlineData("name", "= Viva\n\n")]
    [InlineData("known_command genmove", "= true\n\n")]
    [InlineData("known_command fly", "= false\n\n")]
    [InlineData("fly", "? unknown command\n\n")]
    [InlineData("7 fly", "?7 unknown command\n\n")]
    [InlineData("boardsize 25", "? unacceptable size\n\n")]
    [InlineData("boardsize -3", "? unacceptable size\n\n")]
    [InlineData("boardsize five", "? syntax error\n\n")]
    [InlineData("boardsize", "? syntax error\n\n")]
    [InlineData("komi x", "? syntax error\n\n")]
    [InlineData("komi 6.5", "=\n\n")]
    [InlineData("play green A1", "? syntax error\n\n")]
    [InlineData("play w i5", "? syntax error\n\n")]
    [InlineData("play black", "? syntax error\n\n")]
    [InlineData("play WHITE pass", "=\n\n")]
    [InlineData("  play\tb  a1 # a comment\r", "=\n\n")]
    [InlineData("undo", "? cannot undo\n\n")]
    [InlineData("final_score", "= 0\n\n")]
    [InlineData("", null)]
    [InlineData("  # nothing", null)]
    [InlineData("\t", null)]
    [InlineData("3", "?3 unknown command\n\n")]
    public void Each_line_has_its_answer(string line, string? answer) =>
        Assert.Equal(answer, new GtpEngine(board => board.Pass).Answer(line));

    [Fact]
    public void All_commands_that_it_lists_are_known()
    {
        var engine = new GtpEngine(board => board.Pass);
        var listed = engine.Answer("list_commands")![2..].TrimEnd().Split('\n');
        string[] required =
        [
            "protocol_version",
            "name",
            "version",
            "known_command",
            "list_commands",
            "quit",
            "boardsize",
            "clear_board",
            "komi",
            "play",
            "genmove",
        ];
        Assert.Empty(required.Except(listed));
        Assert.All(listed, command => Assert.Equal("= true\n\n", engine.Answer($"known_command {command}")));
    }

    [Fact]
    public void Moves_out_of_turn_and_changes_of_komi_keep_the_game()
    {
        var engine = new GtpEngine(board => board.LegalMoves()[0]);
        engine.Answer("boardsize 5");
        engine.Answer("play black C3");
        engine.Answer("play black D3");
        Assert.Equal("= A5\n\n", engine.Answer("genmove black"));
        Assert.Equal("= B5\n\n", engine.Answer("genmove w"));
        engine.Answer("komi 1.5");
        Assert.Equal(4, engine.Board.MoveNumber);
        Assert.Equal("= B+0.5\n\n", engine.Answer("final_score"));
        Assert.Equal("=\n\n", engine.Answer("undo"));
        Assert.Equal("= B+23.5\n\n", engine.Answer("final_score"));
        Assert.Equal("=\n\n", engine.Answer("clear_board"));
        Assert.Equal(0, engine.Board.MoveNumber);
    }

    [Fact]
    public void A_player_may_resign()
    {
        Assert.Equal("= resign\n\n", new GtpEngine(_ => GoGame.Resign).Answer("genmove b"));
    }
}
