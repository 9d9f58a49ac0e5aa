using Viva.Notebooks.Documents;

namespace Viva.Cli.Tests;

/// <summary>A small clone of the project in a folder of its own, and the command run in it.</summary>
internal sealed class Clone : IDisposable
{
    public Clone()
    {
        Directory.CreateDirectory(At("notebooks"));
        File.WriteAllText(At("Viva.slnx"), "<Solution />");
        WorkingDirectory = Root;
    }

    /// <summary>The root of the clone that the tests run in.</summary>
    public static string Project { get; } = Repository.Find(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Root;

    public string Root { get; } = Directory.CreateTempSubdirectory("viva-").FullName;

    public string WorkingDirectory { get; set; }

    public string At(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Writes a canonical notebook that is far from the anatomy.</summary>
    public string AddNotebook(
        string name,
        string title =
            "# 23 · Recognise digits\n\n> Write a program.\n\n| At a glance | Question 23 |\n| :--- | :--- |\n| Read | 25 "
            + "minutes |\n| Data | MNIST |"
    )
    {
        var document = NotebookDocument.Create();
        document.Add(NotebookCell.Create(CellKind.Markdown, title, "title"));
        document.Write(At("notebooks", name));
        return At("notebooks", name);
    }

    public async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using StringWriter output = new(),
            error = new();
        var context = new CommandContext(
            CommandContext.Console(output, redirected: true),
            CommandContext.Console(error, redirected: true),
            WorkingDirectory
        );
        var exitCode = await VivaCommand.InvokeAsync(arguments, context);
        return (exitCode, output.ToString(), error.ToString());
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
