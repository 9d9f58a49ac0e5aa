using System.Reflection;
using System.Runtime.Loader;
using Spectre.Console;

namespace Viva.Cli;

/// <summary>
/// Calls the helper library in this process. The command does not refer to it: it takes the one that notebooks take, from the clone's
/// artifacts, in a load context of its own (its name and the command's differ in nothing but a capital).
/// </summary>
internal static class DataLibrary
{
    /// <summary>
    /// Lets the library do something with data and tell the report; builds the library first when it is missing or older than its sources.
    /// </summary>
    public static async Task CallAsync(
        CommandContext context,
        Repository repository,
        string verb,
        string[] words,
        DataReport report,
        CancellationToken cancellation
    )
    {
        if (!IsBuilt(repository) && !await BuildAsync(context, repository, cancellation).ConfigureAwait(false))
        {
            report.Tell("environment", ["the library is not built, and viva data needs it"]);
            return;
        }

        var run = Load(repository);
        if (!context.Out.Profile.Capabilities.Interactive || !context.Out.Profile.Out.IsTerminal)
        {
            await CallAsync().ConfigureAwait(false);
            return;
        }

        await context
            .Out.Status()
            .StartAsync(
                "Looking ...",
                status =>
                {
                    report.ShowProgress = text => status.Status(Markup.Escape(text));
                    return CallAsync();
                }
            )
            .ConfigureAwait(false);

        // The library works on a thread of its own: Ctrl+C ends the command at once, and what was written so far stays.
        Task CallAsync() => Task.Run(() => run(verb, words, report.Tell), cancellation).WaitAsync(cancellation);
    }

    /// <summary>Whether the library is there and not older than its sources: what setup.dib asks.</summary>
    public static bool IsBuilt(Repository repository)
    {
        var library = LibraryFile(repository);
        if (!File.Exists(library))
            return false;
        var sources = new[]
        {
            Path.Combine(repository.Root, "lib", "Viva"),
            Path.Combine(repository.Root, "data"),
            Path.Combine(repository.Root, "build"),
        }
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(repository.Root, "Directory.*"));
        var built = File.GetLastWriteTimeUtc(library);
        return sources.All(source => File.GetLastWriteTimeUtc(source) <= built);
    }

    /// <summary>Lets setup.dib build it, as a notebook's first cell does; false when that fails.</summary>
    private static async Task<bool> BuildAsync(CommandContext context, Repository repository, CancellationToken cancellation)
    {
        context.Error.WriteLine("Building the library; the first time this takes about a minute ...");
        var verdicts = await LibraryExamination.RunAsync(repository, cancellation).ConfigureAwait(false);
        foreach (var verdict in verdicts.Where(verdict => verdict.State == Health.Fail))
        {
            context.Error.MarkupLineInterpolated($"[red]FAIL[/] {verdict.Subject}: {verdict.Finding}");
            if (verdict.NextStep is not null)
                context.Error.MarkupLineInterpolated($"     Next: {verdict.NextStep}");
        }
        return verdicts.All(verdict => verdict.State != Health.Fail);
    }

    /// <summary>What does the work: given a verb, its words and who is to be told.</summary>
    /// <exception cref="UsageException">The library is of another version.</exception>
    public static Action<string, string[], Action<string, string[]>> Load(Repository repository)
    {
        var library = new LibraryContext(repository.Library).LoadFromAssemblyPath(LibraryFile(repository));
        var method =
            library.GetType("Viva.Data.ShelfCommand")?.GetMethod("Run", BindingFlags.Static | BindingFlags.NonPublic)
            ?? throw new UsageException(
                $"The library {LibraryFile(repository)} is of another version than this command. Build both: dotnet build"
            );
        return method.CreateDelegate<Action<string, string[], Action<string, string[]>>>();
    }

    private static string LibraryFile(Repository repository) => Path.Combine(repository.Library, "Viva.dll");

    /// <summary>Loads what lies beside the library.</summary>
    private sealed class LibraryContext(string folder) : AssemblyLoadContext("library")
    {
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            var path = Path.Combine(folder, assemblyName.Name + ".dll");
            return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
        }
    }
}
