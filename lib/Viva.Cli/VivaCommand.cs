using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Spectre.Console;
using Viva.Cli.Check;
using Viva.Cli.Data;
using Viva.Cli.Doctor;
using Viva.Cli.Export;
using Viva.Cli.Run;
using Viva.Data;
using Viva.Data.Catalog;
using Viva.Data.Download;
using Viva.Data.Settings;
using Viva.Notebooks.Documents;

namespace Viva.Cli;

/// <summary>The command <c>viva</c>: its subcommands, and how errors are reported.</summary>
internal static class VivaCommand
{
    // How long an interrupted command may take to write what it has.
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(20);

    private static readonly Option<bool> Verbose = new("--verbose") { Description = "Show the stack trace of an error.", Recursive = true };

    /// <summary>Runs a command line and gives its exit code.</summary>
    public static async Task<int> InvokeAsync(IReadOnlyList<string> arguments, CommandContext context)
    {
        var parsed = Create(context).Parse(arguments);
        var configuration = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeToEnd,
            Output = context.Out.Profile.Out.Writer,
            Error = context.Error.Profile.Out.Writer,
        };
        try
        {
            if (parsed.Action is not ParseErrorAction error)
            {
                return await parsed.InvokeAsync(configuration).ConfigureAwait(false);
            }

            error.ShowHelp = false;
            await parsed.InvokeAsync(configuration).ConfigureAwait(false);
            context.Error.WriteLine($"Try: {string.Join(' ', CommandNames(parsed))} --help");
            return ExitCode.Usage;
        }
        catch (Exception e)
        {
            return Report(e, context, verbose: parsed.GetValue(Verbose));
        }
    }

    private static RootCommand Create(CommandContext context)
    {
        var root = new RootCommand(
            """
            Viva: thirty deep-learning interview questions that you can run.

            Examples:
              viva list            the questions, and which are ready
              viva run 23 --quick  run a notebook, in a minute
              viva data list       the data sets, and where they are
              viva check all       check the notebooks against their contract
              viva doctor          is this machine ready?

            Exit codes: 0 all good, 1 a notebook or a check failed, 2 wrong usage, 3 this machine lacks something.
            """
        )
        {
            ListCommand.Create(context),
            RunCommand.Create(context),
            ExportCommand.Create(context),
            CheckCommand.Create(context),
            FormatCommand.Create(context),
            NewCommand.Create(context),
            DataCommand.Create(context),
            DoctorCommand.Create(context),
            Verbose,
        };
        HelpWithExamples.AddTo(root);
        return root;
    }

    private static int Report(Exception exception, CommandContext context, bool verbose)
    {
        (var code, var message) = exception switch
        {
            UsageException or DatasetRequestException => (ExitCode.Usage, exception.Message),
            SettingException or LibraryException => (ExitCode.Environment, exception.Message),
            DataException data => (DiskFault.IsCauseOf(data) ? ExitCode.Environment : ExitCode.Failed, exception.Message),
            NotebookException => (ExitCode.Failed, exception.Message),
            OperationCanceledException => (ExitCode.Failed, "Interrupted."),
            IOException or UnauthorizedAccessException => (ExitCode.Environment, exception.Message),
            _ => (
                ExitCode.Failed,
                $"This should not happen: {exception.GetType().Name}: {exception.Message} "
                    + "Run it again with --verbose and report what it prints."
            ),
        };
        context.Fail($"{message}");
        if (verbose)
        {
            context.Error.WriteLine(exception.ToString());
        }

        return code;
    }

    private static IEnumerable<string> CommandNames(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (SymbolResult? result = parsed.CommandResult; result is CommandResult { Command: not RootCommand } part; result = part.Parent)
        {
            names.Push(part.Command.Name);
        }

        return names.Prepend("viva");
    }
}
