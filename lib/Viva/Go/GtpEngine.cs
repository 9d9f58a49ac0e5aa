using System.Globalization;
using System.Text;

namespace Viva.Go;

/// <summary>
/// Lets a player of ours play in any program that speaks the Go Text Protocol, version 2 (Farnebäck 2002): it answers commands, one a
/// line. A program for others to start needs no more than <c>new GtpEngine(player).Run(Console.In, Console.Out)</c>.
/// </summary>
public sealed class GtpEngine
{
    private readonly GoPlayer _player;
    private readonly Dictionary<string, Func<string[], string>> _commands;
    private GoBoard _board;

    /// <summary>An engine with an empty board of 9 by 9.</summary>
    /// <param name="player">Chooses the moves.</param>
    /// <param name="name">What it says it is called.</param>
    /// <param name="version">What it says its version is.</param>
    /// <param name="size">The size of the board to begin with.</param>
    /// <param name="komi">The komi to begin with.</param>
    public GtpEngine(GoPlayer player, string name = "Viva", string version = "1", int size = 9, double komi = 0)
    {
        ArgumentNullException.ThrowIfNull(player);
        (_player, _board) = (player, new(size, komi));
        _commands = new(StringComparer.Ordinal)
        {
            ["protocol_version"] = _ => "2",
            ["name"] = _ => name,
            ["version"] = _ => version,
            ["known_command"] = arguments => _commands!.ContainsKey(Argument(arguments, 0)) ? "true" : "false",
            ["list_commands"] = _ => string.Join('\n', _commands!.Keys),
            ["boardsize"] = SetSize,
            ["clear_board"] = _ => Clear(_board.Size, _board.Komi),
            ["komi"] = SetKomi,
            ["play"] = Play,
            ["genmove"] = Generate,
            ["undo"] = _ => Undo(),
            ["showboard"] = _ => $"\n{_board}",
            ["final_score"] = _ => Score(),
            ["quit"] = _ => Quit(),
        };
    }

    /// <summary>The game so far; a copy.</summary>
    public GoBoard Board => _board.Copy();

    /// <summary>Whether quit has been answered.</summary>
    public bool HasQuit { get; private set; }

    /// <summary>Answers commands until quit or the end of the input.</summary>
    public void Run(TextReader input, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        while (!HasQuit && input.ReadLine() is { } line)
        {
            if (Answer(line) is { } answer)
            {
                output.Write(answer);
                output.Flush();
            }
        }
    }

    /// <summary>
    /// The answer to a line, with the two ends of line behind it; null for a line that holds no command.
    /// </summary>
    public string? Answer(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var words = Words(line);
        if (words.Length == 0)
        {
            return null;
        }

        var id = words[0].All(char.IsAsciiDigit) ? words[0] : "";
        var command = words.Skip(id.Length > 0 ? 1 : 0).ToArray();
        if (command.Length == 0)
        {
            return $"?{id} unknown command\n\n";
        }

        try
        {
            var text = _commands.TryGetValue(command[0], out var known) ? known(command[1..]) : throw new GtpException("unknown command");
            // A board begins on the next line.
            return $"={id}{(text.Length == 0 || text[0] == '\n' ? "" : " ")}{text}\n\n";
        }
        catch (GtpException e)
        {
            return $"?{id} {e.Message}\n\n";
        }
    }

    private static string[] Words(string line)
    {
        var text = new StringBuilder();
        foreach (var character in line)
        {
            if (character == '#')
            {
                break;
            }

            if (character == '\t')
            {
                text.Append(' ');
            }
            else if (!char.IsControl(character))
            {
                text.Append(character);
            }
        }

        return text.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Argument(string[] arguments, int index) =>
        index < arguments.Length ? arguments[index] : throw new GtpException("syntax error");

    private string SetSize(string[] arguments)
    {
        if (!int.TryParse(Argument(arguments, 0), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var size))
        {
            throw new GtpException("syntax error");
        }

        return size is >= GoBoard.SmallestSize and <= GoBoard.LargestSize
            ? Clear(size, _board.Komi)
            : throw new GtpException("unacceptable size");
    }

    private string SetKomi(string[] arguments)
    {
        if (
            !double.TryParse(Argument(arguments, 0), NumberStyles.Float, CultureInfo.InvariantCulture, out var komi)
            || !double.IsFinite(komi)
        )
        {
            throw new GtpException("syntax error");
        }

        var moves = _board.Moves;
        Clear(_board.Size, komi);
        foreach (var (color, move) in moves)
        {
            _board.Play(color, move);
        }

        return "";
    }

    private string Clear(int size, double komi)
    {
        _board = new(size, komi);
        return "";
    }

    private string Play(string[] arguments)
    {
        var color = Color(Argument(arguments, 0));
        if (!_board.TryMove(Argument(arguments, 1), out var move))
        {
            throw new GtpException("syntax error");
        }

        return TryPlay(color, move) ? "" : throw new GtpException("illegal move");
    }

    private string Generate(string[] arguments)
    {
        var color = Color(Argument(arguments, 0));
        var position = _board.Copy();
        position.SetTurn(color);
        var move = _player(position);
        if (move == GoGame.Resign)
        {
            return "resign";
        }

        return TryPlay(color, move) ? _board.Name(move) : throw new GtpException($"the player chose the illegal move {_board.Name(move)}");
    }

    private bool TryPlay(Stone color, int move)
    {
        var turn = _board.ToMove;
        _board.SetTurn(color);
        if (_board.TryPlay(move))
        {
            return true;
        }

        _board.SetTurn(turn);
        return false;
    }

    private string Undo()
    {
        if (_board.MoveNumber == 0)
        {
            throw new GtpException("cannot undo");
        }

        _board.Undo();
        return "";
    }

    private string Score() => GoGame.ResultOf(_board.AreaScore());

    private string Quit()
    {
        HasQuit = true;
        return "";
    }

    private static Stone Color(string text) =>
        text.ToUpperInvariant() switch
        {
            "B" or "BLACK" => Stone.Black,
            "W" or "WHITE" => Stone.White,
            _ => throw new GtpException("syntax error"),
        };
}
