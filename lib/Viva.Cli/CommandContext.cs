using Spectre.Console;

namespace Viva.Cli;

/// <summary>What a command sees of the world.</summary>
/// <param name="Out">Where results go.</param>
/// <param name="Error">Where messages go.</param>
/// <param name="WorkingDirectory">The folder that the user is in.</param>
internal sealed record CommandContext(IAnsiConsole Out, IAnsiConsole Error, string WorkingDirectory)
{
    // A file or a pipe has no width: nothing is wrapped there.
    private const int Unlimited = 10_000;

    /// <summary>The consoles and the folder of this process.</summary>
    public static CommandContext OfProcess() =>
        new(
            Console(System.Console.Out, System.Console.IsOutputRedirected),
            Console(System.Console.Error, System.Console.IsErrorRedirected),
            Directory.GetCurrentDirectory()
        );

    /// <summary>
    /// A console over a writer: plain text without colours or wrapping unless it is a terminal.
    /// <c>NO_COLOR</c> takes the colours away there too.
    /// </summary>
    public static IAnsiConsole Console(TextWriter writer, bool redirected)
    {
        var noColour = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(writer),
                Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
                ColorSystem = redirected || noColour ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
                Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
            }
        );
        if (redirected)
        {
            console.Profile.Width = Unlimited;
        }

        return console;
    }

    /// <summary>Says on the error console what went wrong.</summary>
    public void Fail(string message) => Error.MarkupLineInterpolated($"[red]viva:[/] {message}");

    /// <summary>Says on the error console what the user should know.</summary>
    public void Warn(string message) => Error.MarkupLineInterpolated($"[yellow]viva:[/] {message}");

    /// <summary>A path as the user would type it from here.</summary>
    public string Relative(string path)
    {
        var relative = Path.GetRelativePath(WorkingDirectory, path);
        return
            relative.StartsWith("..", StringComparison.Ordinal)
            && relative.Split(Path.DirectorySeparatorChar).Count(part => part == "..") > 2
            ? path
            : relative;
    }
}
