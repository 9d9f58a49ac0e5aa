using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Viva.Runtime;

namespace Viva.Go;

/// <summary>
/// Another Go program that speaks the Go Text Protocol, in a process of its own, such as GNU Go. One command at a time; disposing it ends
/// the program.
/// </summary>
public sealed class GtpClient : IDisposable
{
    // Debian puts games where root's PATH does not look.
    private static readonly string[] FurtherFolders = ["/usr/games", "/usr/local/games", "/usr/local/bin", "/opt/homebrew/bin"];

    private readonly Process _process;
    private readonly string _program;
    private readonly BlockingCollection<string?> _lines = [];
    private readonly Queue<string> _errors = [];
    private readonly ManualResetEventSlim _errorsEnded = new();
    private GoBoard? _theirs; // the game as the program knows it
    private bool _disposed;

    /// <summary>Starts a program.</summary>
    /// <param name="program">Its name on the PATH, or its file.</param>
    /// <param name="arguments">What makes it speak the protocol, such as "--mode", "gtp".</param>
    /// <exception cref="GtpException">There is no such program, or it cannot be started.</exception>
    public GtpClient(string program, params IEnumerable<string> arguments)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(program);
        ArgumentNullException.ThrowIfNull(arguments);
        _program = Path.GetFileNameWithoutExtension(program);
        var file =
            Find(program)
            ?? throw new GtpException(
                $"The program {program} is not there: it is not on the PATH. "
                    + "Install it (GNU Go: apt-get install gnugo, brew install gnu-go)."
            );
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            CreateNoWindow = true,
        };
        try
        {
            _process = Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new GtpException($"The program {file} cannot be started: {e.Message}", e);
        }

        _process.OutputDataReceived += (_, received) => _lines.Add(received.Data);
        _process.ErrorDataReceived += (_, received) => Remember(received.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>How long to wait for an answer.</summary>
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// GNU Go under our rules: area counts, positional superko, no suicide, no resignation; and it captures what is dead before it passes,
    /// because all stones count. Its strength has levels from 0 to 10.
    /// </summary>
    /// <param name="level">Its level.</param>
    /// <param name="seed">The seed of its random choices; <see cref="Run.Seed"/> unless set.</param>
    /// <exception cref="GtpException">GNU Go is not installed.</exception>
    public static GtpClient GnuGo(int level = 10, int? seed = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        // For GNU Go a seed of 0 is the time of day.
        var number = Math.Abs((long)(seed ?? Run.Seed)) + 1;
        return new(
            "gnugo",
            "--mode",
            "gtp",
            "--level",
            level.ToString(CultureInfo.InvariantCulture),
            "--chinese-rules",
            "--positional-superko",
            "--forbid-suicide",
            "--capture-all-dead",
            "--never-resign",
            "--seed",
            (number % int.MaxValue).ToString(CultureInfo.InvariantCulture)
        );
    }

    /// <summary>The file of a program: on the PATH, or where systems put games; null when it is not installed.</summary>
    public static string? Find(string program)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(program);
        if (program.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            return File.Exists(program) ? Path.GetFullPath(program) : null;
        }

        string[] names = OperatingSystem.IsWindows() ? [program + ".exe", program] : [program];
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(FurtherFolders)
            .SelectMany(folder => names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>Sends a command and waits for the answer.</summary>
    /// <returns>The answer without the equals sign; several lines for a board.</returns>
    /// <exception cref="GtpException">The program refused the command, ended, or did not answer in time; then it is ended.</exception>
    /// <exception cref="ArgumentException">The command is empty or has more than one line.</exception>
    public string Send(string command)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(command);
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (command.AsSpan().ContainsAny('\r', '\n', '#'))
        {
            throw new ArgumentException("A command is one line without a comment.", nameof(command));
        }

        var answer = Exchange(command);
        return answer[0] == '?' ? throw new GtpException($"{_program} refused '{command}': {Text(answer)}.") : Text(answer);
    }

    /// <summary>Chooses a move, as a <see cref="GoPlayer"/>: tells the program what has been played, and asks it to move.</summary>
    /// <exception cref="GtpException">The program failed, or chose what is no move of ours.</exception>
    public int Choose(GoBoard board)
    {
        ArgumentNullException.ThrowIfNull(board);
        Tell(board);
        var name = Send($"genmove {Name(board.ToMove)}");
        if (name.Equals("resign", StringComparison.OrdinalIgnoreCase))
        {
            _theirs = null;
            return GoGame.Resign;
        }

        if (!board.TryMove(name, out var move) || !board.IsLegal(move))
        {
            _theirs = null;
            throw new GtpException($"{_program} played {name}, which is not legal here:\n{board}");
        }

        _theirs!.Play(move);
        return move;
    }

    /// <summary>Gives the program the position, by the moves that it does not know yet where they go on from the last one.</summary>
    /// <exception cref="GtpException">The program refused a size or a move.</exception>
    public void Tell(GoBoard board)
    {
        ArgumentNullException.ThrowIfNull(board);
        var known = 0;
        if (_theirs is not null && board.Continues(_theirs))
        {
            known = _theirs.MoveNumber;
        }
        else
        {
            _theirs = null;
            Send(string.Create(CultureInfo.InvariantCulture, $"boardsize {board.Size}"));
            Send("clear_board");
            Send(string.Create(CultureInfo.InvariantCulture, $"komi {board.Komi}"));
            var start = board.Rewound(0);
            foreach (var point in Enumerable.Range(0, board.Pass).Where(point => start[point] != Stone.Empty))
            {
                Send($"play {Name(start[point])} {board.Name(point)}");
            }
        }

        foreach (var (color, move) in board.Moves.Skip(known))
        {
            Send($"play {Name(color)} {board.Name(move)}");
        }

        _theirs = board.Copy();
    }

    /// <summary>Ends the program.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        try
        {
            _process.StandardInput.Write("quit\n");
            _process.StandardInput.Close();
            if (!_process.WaitForExit(500))
            {
                _process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }

        // What the readers write to stays: they may not have come to the end.
        _process.Dispose();
    }

    private static string Name(Stone color) => color == Stone.Black ? "black" : "white";

    private static string Text(string answer) => answer[1..].TrimStart(' ').TrimEnd();

    private string Exchange(string command)
    {
        try
        {
            _process.StandardInput.Write(command + "\n");
            _process.StandardInput.Flush();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            throw Ended(command);
        }

        var answer = new StringBuilder();
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var line = Line(command, watch);
            if (line.Length > 0)
            {
                answer.Append(answer.Length > 0 ? "\n" : "").Append(line);
            }
            else if (answer.Length > 0)
            {
                return answer[0] is '=' or '?'
                    ? answer.ToString()
                    : throw new GtpException($"{_program} answered '{command}' with '{answer}', which is not the Go Text Protocol.");
            }
        }
    }

    private string Line(string command, Stopwatch watch)
    {
        var left = TimeLimit - watch.Elapsed;
        string? line;
        try
        {
            if (
                !_lines.TryTake(out line, left > TimeSpan.Zero ? (int)Math.Min(left.TotalMilliseconds, int.MaxValue) : 0, Interruption.Cell)
            )
            {
                Stop();
                throw new GtpException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{_program} did not answer '{command}' within {TimeLimit.TotalSeconds:0.###} s, and was ended. "
                    ) + "TimeLimit says how long to wait."
                );
            }
        }
        catch (OperationCanceledException)
        {
            Stop(); // its answer would be taken for that of the next command
            throw;
        }

        return line ?? throw Ended(command);
    }

    private void Stop()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }

        Dispose();
    }

    private GtpException Ended(string command)
    {
        var code = _process.WaitForExit(1000) ? string.Create(CultureInfo.InvariantCulture, $" with exit code {_process.ExitCode}") : "";
        _errorsEnded.Wait(1000); // its last words may still be on their way
        string said;
        lock (_errors)
        {
            said = string.Join('\n', _errors);
        }

        Dispose();
        return new($"{_program} ended{code} at '{command}'.{(said.Length > 0 ? $" It said: {said}" : "")}");
    }

    private void Remember(string? line)
    {
        if (line is null)
        {
            _errorsEnded.Set();
            return;
        }

        lock (_errors)
        {
            _errors.Enqueue(line);
            if (_errors.Count > 10)
            {
                _errors.Dequeue();
            }
        }
    }
}
