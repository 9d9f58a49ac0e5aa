using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Viva.Notebooks.Analysis;
using Viva.Notebooks.Documents;

namespace Viva.Notebooks.Export.Programs;

/// <summary>
/// Writes a notebook as a file-based app: one C# file that <c>dotnet run file.cs</c> executes, with the same numbers and no kernel.
/// Text becomes comments, a cell's last value goes to the console, and a check runs again after its solution.
/// </summary>
public static class FileBasedApp
{
    private static readonly CSharpParseOptions Regular = new CSharpParseOptions(
        LanguageVersion.CSharp14,
        DocumentationMode.None
    ).WithFeatures([new("FileBasedProgram", "true")]);

    private static readonly CSharpCompilationOptions Script = new(
        Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary,
        allowUnsafe: true
    );
    private static readonly CSharpCompilationOptions Executable = new(
        Microsoft.CodeAnalysis.OutputKind.ConsoleApplication,
        allowUnsafe: true
    );

    /// <summary>The program's text, which has been compiled as a test.</summary>
    /// <param name="notebook">The notebook's file.</param>
    /// <param name="file">Where the program will be; its path to the library starts from there.</param>
    /// <param name="options">Where the library is, and how solutions are written.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="NotebookException">
    /// The notebook cannot be read or turned into a program; the message names the cell and the reason.
    /// </exception>
    public static string Create(string notebook, string file, ProgramOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var references = ProgramReferences.Of(options.Library);
        var document = NotebookDocument.Read(notebook);
        if (CellDepth.Find(document).FirstOrDefault() is { } fault)
        {
            throw fault;
        }

        var parts = Read(document, notebook, options.Solutions, references, cancellation);
        var cells = parts.Select(part => part.Cell).OfType<ProgramCell>().ToList();
        if (cells.Count == 0)
        {
            throw new NotebookException(
                "The notebook has no code, so there is nothing to make a program of",
                "Export it as HTML",
                notebook
            );
        }

        try
        {
            var writer = new ProgramWriter(cells);
            foreach (var part in parts)
            {
                if (part.Cell is { } cell)
                {
                    writer.Cell(cell);
                }
                else if (part.IsLine)
                {
                    writer.Line(part.Text);
                }
                else
                {
                    writer.Comment(part.Text);
                }
            }

            var (text, cellAt) = writer.Finish(Header(notebook, file, options));
            Compile(text, cellAt, references, cancellation);
            return text;
        }
        catch (Exception exception) when (exception is ProgramException or InvalidOperationException)
        {
            // A cell that is wrong in the notebook too is the better explanation, and the compiler gives up on what follows it.
            foreach (var cell in cells)
            {
                if (Errors(cell.Model.Compilation, cancellation).FirstOrDefault() is { } error)
                {
                    throw Refuse(notebook, cell.Number, cell.Id, $"does not compile: {Words(error)}");
                }
            }

            if (exception is ProgramException { Cell: var culprit })
            {
                throw Refuse(notebook, culprit.Number, culprit.Id, $"cannot be part of a program: {exception.Message}");
            }

            throw new NotebookException(
                $"The notebook cannot be turned into a program: {exception.Message}",
                "Export it as HTML",
                notebook
            );
        }
    }

    private sealed record Part(string Text, ProgramCell? Cell = null, bool IsLine = false);

    /// <summary>The notebook's parts in the order in which they run; the code is one chain, as in a session.</summary>
    private static List<Part> Read(
        NotebookDocument document,
        string notebook,
        SolutionStyle solutions,
        IReadOnlyList<MetadataReference> references,
        CancellationToken cancellation
    )
    {
        var parts = new List<Part>();
        CSharpCompilation? chain = null;
        (int Number, NotebookCell Cell)? check = null;
        var last = (Number: 0, Id: "");
        var isSolution = false;
        var number = 0;
        foreach (var cell in document.Cells)
        {
            number++;
            var tags = cell.Tags;
            if (tags.Contains("solution") && solutions == SolutionStyle.None)
            {
                continue;
            }

            Region(tags.Contains("solution"));
            if (cell.Kind != CellKind.Code)
            {
                parts.Add(new Part(cell.Source));
                continue;
            }

            AddCode(number, cell);
            if (tags.Contains("solution") && check is { } again)
            {
                parts.Add(new Part("The check again, for the solution:"));
                AddCode(again.Number, again.Cell);
            }

            if (tags.Contains("check"))
            {
                check = (number, cell);
            }
        }

        Region(false);
        return parts;

        void Region(bool solution)
        {
            if (solution != isSolution && solutions == SolutionStyle.Folded)
            {
                parts.Add(new Part(solution ? "#region Solution" : "#endregion", IsLine: true));
            }
            else if (solution && !isSolution)
            {
                parts.Add(new Part("A solution:"));
            }

            isSolution = solution;
        }

        void AddCode(int number, NotebookCell cell)
        {
            if (cell.KernelName is not (null or "csharp"))
            {
                throw Refuse(notebook, number, cell.Id, $"is written for the kernel '{cell.KernelName}'");
            }

            foreach (var piece in CellParts.Split(cell.Source))
            {
                if (piece.Directive is not null)
                {
                    throw Refuse(notebook, number, cell.Id, $"has '{piece.Directive}', which only a notebook understands");
                }

                Add(number, cell, piece.Import is { } import ? Setup(number, cell, import) : piece.Code);
            }
        }

        void Add(int number, NotebookCell cell, string code)
        {
            // Blank lines in front only keep line numbers.
            var tree = SyntaxFactory.ParseSyntaxTree(
                SourceText.From(code.ReplaceLineEndings("\n").TrimStart('\n')),
                CellAnalysis.Parse,
                cancellationToken: cancellation
            );
            var root = (CompilationUnitSyntax)tree.GetRoot(cancellation);
            if (!CellDepth.IsQuick(root))
            {
                throw Refuse(notebook, number, cell.Id, "chains too many parts, such as calls or else if");
            }

            try
            {
                chain = CSharpCompilation.CreateScriptCompilation(
                    FormattableString.Invariant($"cell{parts.Count}"),
                    tree,
                    chain is null ? references : [],
                    Script,
                    chain,
                    typeof(object)
                );
            }
            catch (InvalidOperationException)
                when (chain!.GetDiagnostics(cancellation).FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
                        is { } error
                )
            {
                throw Refuse(
                    notebook,
                    last.Number,
                    last.Id,
                    $"does not compile by itself: {error.Id}: {error.GetMessage(CultureInfo.InvariantCulture)}"
                );
            }

            last = (number, cell.Id);
            if (
                root.DescendantTrivia(descendIntoTrivia: true)
                    .FirstOrDefault(trivia =>
                        trivia.IsKind(SyntaxKind.ReferenceDirectiveTrivia) || trivia.IsKind(SyntaxKind.LoadDirectiveTrivia)
                    ) is
                { RawKind: not 0 } directive
            )
            {
                throw Refuse(notebook, number, cell.Id, $"has '{directive.ToString().Trim()}', which only a notebook understands");
            }

            if (
                root.DescendantNodes(node =>
                        node
                            is not (
                                AnonymousFunctionExpressionSyntax
                                or LocalFunctionStatementSyntax
                                or MethodDeclarationSyntax
                                or BaseTypeDeclarationSyntax
                            )
                    )
                    .OfType<ReturnStatementSyntax>()
                    .Any()
            )
            {
                throw Refuse(notebook, number, cell.Id, "uses 'return', which would end the program");
            }

            parts.Add(new Part(code, new ProgramCell(number, cell.Id, chain.GetSemanticModel(tree))));
        }

        // The last section of setup.dib holds the usings and the start; those before it build the library, which #:project does here.
        string Setup(int number, NotebookCell cell, string import)
        {
            var path = Path.GetFullPath(import, Path.GetDirectoryName(Path.GetFullPath(notebook))!);
            if (Path.GetFileName(path) != "setup.dib")
            {
                throw Refuse(notebook, number, cell.Id, $"imports {import}; only setup.dib can be imported into a program");
            }

            var section = NotebookDocument.ReadDib(path).Cells.Last(section => section.Kind == CellKind.Code).Source;
            return string.Join('\n', section.Split('\n').Where(line => !line.StartsWith("#!", StringComparison.Ordinal)));
        }
    }

    private static NotebookException Refuse(string notebook, int number, string id, string reason) =>
        new($"The cell '{id}' {reason}", "Change the cell, or export the notebook as HTML", notebook, cell: number);

    private static string Header(string notebook, string file, ProgramOptions options)
    {
        var (root, path) = (Path.GetFullPath(options.Root), Path.GetFullPath(file));
        var isInside = path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        string Way(string to) => (isInside ? Path.GetRelativePath(Path.GetDirectoryName(path)!, to) : to).Replace('\\', '/');
        var text = new StringBuilder();
        text.Append("// Made by 'viva export' from ")
            .Append(Path.GetFileName(notebook))
            .Append(". Run it with: dotnet run ")
            .Append(Path.GetFileName(file))
            .Append('\n');
        text.Append(
            "// With VIVA_QUICK=1 in the environment it trains briefly; "
                + "VIVA_SEED, VIVA_OFFLINE and VIVA_MIRROR work as in the notebook.\n\n"
        );
        text.Append("#:project ").Append(Way(options.Project)).Append('\n');
        if (!isInside)
        {
            // Outside the clone nothing of its build settings is found by itself.
            text.Append("#:property DirectoryBuildTargetsPath=").Append(Way(Path.Combine(root, "Directory.Build.targets"))).Append('\n');
            text.Append(
                "#:property Configuration=Release\n#:property CreateHardLinksForCopyLocalIfPossible=true\n#:property NoWarn=NU1603\n"
            );
        }

        return text.Append(
                """
                #:property PublishAot=false
                #:property UseCurrentRuntimeIdentifier=true
                #:property InvariantGlobalization=true
                #:property ImplicitUsings=disable
                #:property Nullable=disable
                #:property RunAnalyzers=false
                #:property WarningLevel=0

                """.ReplaceLineEndings("\n")
            )
            .ToString();
    }

    private static void Compile(
        string text,
        Func<int, ProgramCell?> cellAt,
        IReadOnlyList<MetadataReference> references,
        CancellationToken cancellation
    )
    {
        var tree = SyntaxFactory.ParseSyntaxTree(SourceText.From(text), Regular, cancellationToken: cancellation);
        foreach (var error in Errors(CSharpCompilation.Create("app", [tree], references, Executable), cancellation))
        {
            var line = error.Location.GetLineSpan().StartLinePosition.Line;
            var reason = $"{Words(error)}, in '{tree.GetText(cancellation).Lines[line].ToString().Trim()}'";
            throw cellAt(line) is { } cell ? new ProgramException(cell, reason) : new InvalidOperationException(reason);
        }
    }

    private static IEnumerable<Diagnostic> Errors(Compilation compilation, CancellationToken cancellation) =>
        compilation.GetDiagnostics(cancellation).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    private static string Words(Diagnostic error) => $"{error.Id}: {error.GetMessage(CultureInfo.InvariantCulture).TrimEnd('.')}";
}
