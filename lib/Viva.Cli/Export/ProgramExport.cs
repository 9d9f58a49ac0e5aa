using System.Globalization;
using Spectre.Console;
using Viva.Notebooks.Documents;
using Viva.Notebooks.Export;
using Viva.Notebooks.Export.Programs;

namespace Viva.Cli.Export;

/// <summary>Writes notebooks as file-based apps: <c>viva export --format cs</c>. Nothing is run.</summary>
internal static class ProgramExport
{
    /// <summary>Writes one C# file for each notebook; none when one of them cannot be turned into a program.</summary>
    /// <exception cref="NotebookException">A notebook cannot be read, or one of its cells has no equivalent in a program.</exception>
    public static int Write(
        CommandContext context,
        Repository repository,
        IReadOnlyList<string> files,
        string? output,
        SolutionStyle solutions,
        CancellationToken cancellation
    )
    {
        if (!File.Exists(Path.Combine(repository.Library, "Viva.dll")))
        {
            context.Fail("the programs cannot be checked, because the library has not been built. Run: dotnet build lib/Viva");
            return ExitCode.Environment;
        }

        var folder = output is null
            ? Path.Combine(repository.Root, "artifacts", "apps")
            : Path.GetFullPath(output, context.WorkingDirectory);
        if (folder.Contains(';', StringComparison.Ordinal))
        {
            throw new UsageException(
                $"dotnet run cannot build a program in {folder}, because of the ; in its path. Name another folder with --out."
            );
        }

        var options = new ProgramOptions { Root = repository.Root, Solutions = solutions };
        var programs = files.Select(file => Path.Combine(folder, Path.GetFileNameWithoutExtension(file) + ".cs")).ToArray();
        var texts = files.Zip(programs, (file, program) => FileBasedApp.Create(file, program, options, cancellation)).ToArray();
        Directory.CreateDirectory(folder);
        foreach (var (program, text) in programs.Zip(texts))
        {
            File.WriteAllText(program, text);
        }

        context.Out.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{files.Count} {(files.Count == 1 ? "program" : "programs")}. Run: dotnet run {context.Relative(programs[0])}"
            )
        );
        return ExitCode.Good;
    }
}
