using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Viva.Cli;

/// <summary>
/// Help that shows a command's summary in lists, and all that is said of it on its own page: the first paragraph of a description is the
/// summary, the rest stands at the end of the page.
/// </summary>
internal sealed class HelpWithExamples : SynchronousCommandLineAction
{
    private readonly Dictionary<Command, string> _rest = [];

    /// <summary>Gives a command and its parts this help.</summary>
    public static void AddTo(RootCommand root)
    {
        var help = new HelpWithExamples();
        help.Take(root);
        root.Options.OfType<HelpOption>().Single().Action = help;
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        new HelpAction { MaxWidth = 120 }.Invoke(parseResult);
        if (_rest.TryGetValue(parseResult.CommandResult.Command, out var rest))
        {
            parseResult.InvocationConfiguration.Output.WriteLine(rest);
        }

        return ExitCode.Good;
    }

    private void Take(Command command)
    {
        Divide(command);
        foreach (var part in command.Subcommands)
        {
            Take(part);
        }

        if (command.Subcommands.Count > 0)
        {
            command.Action = this; // alone, it does nothing but say what its parts do
        }
    }

    private void Divide(Command command)
    {
        var parts = (command.Description ?? "").ReplaceLineEndings("\n").Split("\n\n", 2);
        command.Description = parts[0].Replace('\n', ' ');
        if (parts.Length == 2)
        {
            _rest[command] = parts[1] + "\n";
        }
    }
}
