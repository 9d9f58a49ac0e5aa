using System.Diagnostics;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Viva.Notebooks.Analysis;
using Viva.Notebooks.Documents;
using Viva.Notebooks.Export;
using Viva.Notebooks.Export.Programs;
using Viva.Notebooks.Tests.Kernel;

namespace Viva.Notebooks.Tests.Export.Programs;

/// <summary>A clone with a stand-in for the library, in which a made notebook becomes a program and both run.</summary>
internal sealed class ProgramTrial : IDisposable
{
    private const string Library = """
        namespace Viva.Display
        {
            public static class Show
            {
                public static void Value(object value) =>
                    System.Console.WriteLine(
                        value is System.IFormattable number
                            ? number.ToString(null, System.Globalization.CultureInfo.InvariantCulture)
                            : value ?? "null");
            }
        }
        """;

    private static readonly Lazy<byte[]> LibraryImage = new(() =>
        Emit("Viva", Library, Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary, [])
    );

    private readonly TemporaryFolder _folder = new();
    private readonly ProgramOptions _options;

    public ProgramTrial(SolutionStyle solutions = SolutionStyle.Folded)
    {
        _options = new ProgramOptions { Root = _folder.Path, Solutions = solutions };
        Directory.CreateDirectory(Path.GetDirectoryName(LibraryFile)!);
        File.WriteAllBytes(LibraryFile, LibraryImage.Value);
    }

    public string Root => _folder.Path;

    private string LibraryFile => _folder.File("artifacts/bin/Viva/release/Viva.dll");

    public void Dispose() => _folder.Dispose();

    public static NotebookCell CodeCell(string source, params IReadOnlyList<string> tags) =>
        NotebookCell.Create(CellKind.Code, source, null, tags);

    public static NotebookCell TextCell(string source, params IReadOnlyList<string> tags) =>
        NotebookCell.Create(CellKind.Markdown, source, null, tags);

    /// <summary>The program that a notebook of these cells becomes.</summary>
    public string Program(IEnumerable<NotebookCell> cells, string file = "artifacts/apps/nb.cs")
    {
        var notebook = _folder.File("nb.ipynb");
        File.WriteAllText(notebook, Documents.Notebooks.Of([.. cells]));
        return FileBasedApp.Create(notebook, Path.GetFullPath(file, Root), _options, TestContext.Current.CancellationToken);
    }

    /// <summary>
    /// Requires that the program prints what the session prints for the same cells, and returns the program and what it printed.
    /// </summary>
    public async Task<(string Program, string Printed)> Same(params NotebookCell[] cells)
    {
        var program = Program(cells);
        var printed = await Run(program);
        Assert.Equal(await InSession(cells), printed);
        return (program, printed);
    }

    public Task<(string Program, string Printed)> Same(params string[] cells) => Same([.. cells.Select(cell => CodeCell(cell))]);

    private async Task<string> Run(string program)
    {
        var file = _folder.File("app.dll");
        await File.WriteAllBytesAsync(
            file,
            Emit("app", program, Microsoft.CodeAnalysis.OutputKind.ConsoleApplication, [MetadataReference.CreateFromFile(LibraryFile)])
        );
        File.Copy(LibraryFile, _folder.File("Viva.dll"), overwrite: true);
        await File.WriteAllTextAsync(
            _folder.File("app.runtimeconfig.json"),
            $$"""
            { "runtimeOptions": { "framework": { "name": "Microsoft.NETCore.App", "version": "{{Environment.Version.ToString(
                3
            )}}" }, "configProperties": { "System.Globalization.Invariant": true } } }
            """
        );
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", ["exec", file])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var text = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await error + "\n" + program);
        return text.ReplaceLineEndings("\n");
    }

    private static async Task<string> InSession(IEnumerable<NotebookCell> cells)
    {
        using var session = new TestSession();
        NotebookCell? check = null;
        foreach (var cell in cells.Where(cell => cell.Kind == CellKind.Code))
        {
            await Run(cell);
            if (cell.Tags.Contains("solution") && check is not null)
            {
                await Run(check);
            }

            if (cell.Tags.Contains("check"))
            {
                check = cell;
            }
        }

        // The kernel writes nothing as <null>, the library as null.
        return string.Concat(
            session.Outputs.Select(output =>
                output.Kind == Notebooks.Kernel.OutputKind.Stream
                    ? output.Text
                    : TestSession.Text(output).Replace("<null>", "null", StringComparison.Ordinal) + "\n"
            )
        );

        async Task Run(NotebookCell cell)
        {
            var result = await session.Run(cell.Source);
            Assert.True(result.Ok, string.Join('\n', result.Error?.Trace ?? []));
        }
    }

    private static byte[] Emit(
        string name,
        string source,
        Microsoft.CodeAnalysis.OutputKind kind,
        IEnumerable<MetadataReference> references
    )
    {
        var tree = CSharpSyntaxTree.ParseText(
            source,
            new CSharpParseOptions(LanguageVersion.CSharp14).WithFeatures([new("FileBasedProgram", "true")])
        );
        using var image = new MemoryStream();
        var result = CSharpCompilation
            .Create(name, [tree], [.. FrameworkReferences.All, .. references], new CSharpCompilationOptions(kind, allowUnsafe: true))
            .Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics) + "\n" + source);
        return image.ToArray();
    }
}
