using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Viva.Notebooks.Checks;

/// <summary>The rules about code cells: plain C# script that three kernels understand, in cells that can be read at a glance.</summary>
internal static partial class CodeRules
{
    private const int MostLines = 15;
    private const int MostColumns = 88;

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("imports-setup-first", "Run All must work in a fresh kernel with nothing but the SDK.", ImportsSetupFirst),
        new(
            "no-other-commands",
            "Kernels disagree on what a #r path or a magic command means; setup.dib settles it once.",
            NoOtherCommands
        ),
        new("no-kernel-display", "display, HTML and Microsoft.DotNet.Interactive exist in one kernel only.", NoKernelDisplay),
        new("cells-parse", "A cell must compile as C# 14 script.", CellsParse),
        new("cell-length", "A cell is one idea; a long one is read by nobody.", CellLength),
        new("line-length", "A longer line is cut off on a page.", LineLength),
        new("quick-mode-in-settings", "The settings cell is the only place where quick mode differs.", QuickModeInSettings),
        new("reports-a-result", "A notebook states what it reached, and viva run collects it.", ReportsAResult),
    ];

    public const string Import = "#!import setup.dib";

    // The cell that imports the library, even when it holds more than it should.
    private static OutlineCell? ImportCell(NotebookOutline notebook) =>
        notebook.CodeCells.FirstOrDefault(cell => cell.Code.Commands.Any(command => command.Text == Import));

    private static IEnumerable<Fault> ImportsSetupFirst(NotebookOutline notebook)
    {
        var first = notebook.CodeCells.FirstOrDefault();
        if (first is null)
        {
            yield return new Fault("The notebook has no code: start with a cell #!import setup.dib.");
        }
        else if (first.Cell.Source.Trim() != Import)
        {
            yield return new Fault(first, "The first code cell must be exactly #!import setup.dib: move everything else to the next cell.");
        }
    }

    private static IEnumerable<Fault> NoOtherCommands(NotebookOutline notebook)
    {
        var import = ImportCell(notebook);
        foreach (var cell in notebook.CodeCells)
        {
            foreach (var (line, text) in cell.Code.Commands)
            {
                if ((cell != import || text != Import) && !TimeCommand().IsMatch(text))
                {
                    yield return new Fault(cell, line, $"'{text}' is a kernel's command: only #!time may stand in a cell; take it out.");
                }
            }
            foreach (
                var trivia in cell
                    .Code.Root.DescendantTrivia()
                    .Where(trivia => trivia.Kind() is SyntaxKind.ReferenceDirectiveTrivia or SyntaxKind.LoadDirectiveTrivia)
            )
            {
                yield return new Fault(
                    cell,
                    cell.Code.LineOf(trivia.SpanStart),
                    $"'{trivia.ToString().Trim()}' belongs in the library or in setup.dib: take it out."
                );
            }
        }
    }

    private static IEnumerable<Fault> NoKernelDisplay(NotebookOutline notebook)
    {
        // What the notebook defines itself is its own affair.
        var own = notebook
            .CodeCells.SelectMany(cell => cell.Code.Root.DescendantNodes())
            .Select(node =>
                node switch
                {
                    MethodDeclarationSyntax method => method.Identifier.Text,
                    LocalFunctionStatementSyntax function => function.Identifier.Text,
                    BaseTypeDeclarationSyntax type => type.Identifier.Text,
                    _ => null,
                }
            )
            .OfType<string>()
            .ToHashSet();

        foreach (var cell in notebook.CodeCells)
        {
            foreach (var node in cell.Code.Root.DescendantNodes())
            {
                var found = node switch
                {
                    InvocationExpressionSyntax
                    {
                        Expression: IdentifierNameSyntax { Identifier.Text: "display" or "Display" or "HTML" or "CSS" or "Javascript" } name
                    } => name.Identifier.Text,
                    InvocationExpressionSyntax
                    {
                        Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Display" or "DisplayAs" or "DisplayTable" } access
                    } => access.Name.Identifier.Text,
                    IdentifierNameSyntax { Identifier.Text: "KernelInvocationContext" or "PocketViewTags" } name => name.Identifier.Text,
                    QualifiedNameSyntax name when name.ToString() == "Microsoft.DotNet.Interactive" => name.ToString(),
                    MemberAccessExpressionSyntax access when access.ToString() == "Microsoft.DotNet.Interactive" => access.ToString(),
                    _ => null,
                };
                if (found is not null && !own.Contains(found))
                {
                    yield return new Fault(
                        cell,
                        cell.Code.LineOf(node),
                        $"'{found}' is one kernel's own: end the cell with the value, or call Show.Value, Show.Html or Show.Live."
                    );
                }
            }
        }
    }

    private static IEnumerable<Fault> CellsParse(NotebookOutline notebook)
    {
        foreach (var cell in notebook.CodeCells)
        {
            var usings = cell
                .Code.Root.Members.OfType<GlobalStatementSyntax>()
                .Select(member => member.Statement)
                .OfType<LocalDeclarationStatementSyntax>()
                .Where(statement => !statement.UsingKeyword.IsKind(SyntaxKind.None));
            foreach (var statement in usings)
            {
                yield return new Fault(cell, cell.Code.LineOf(statement), TopLevelUsing);
            }

            // A directive out of place is another rule's matter.
            foreach (var error in cell.Code.Errors.Where(error => error.Id is not ("CS7009" or "CS8099" or "CS8098")).Take(1))
            {
                var line = cell.Code.LineOf(error.Location.SourceSpan.Start);
                var isUsing = UsingDeclaration().IsMatch(cell.Cell.Source.ReplaceLineEndings("\n").Split('\n')[line - 1]);
                yield return new Fault(
                    cell,
                    line,
                    isUsing
                        ? TopLevelUsing
                        : $"The cell does not parse: {error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)} ({error.Id})."
                );
            }

            foreach (var node in cell.Code.Root.DescendantNodes())
            {
                if (node.IsKind(SyntaxKind.ExtensionBlockDeclaration))
                {
                    yield return new Fault(
                        cell,
                        cell.Code.LineOf(node),
                        "Scripts have no extension blocks (CS9283): write a static method with a 'this' parameter at the top "
                            + "level of the cell."
                    );
                }
                else if (
                    node is MethodDeclarationSyntax { Parent: TypeDeclarationSyntax } method
                    && method.ParameterList.Parameters.FirstOrDefault() is { } parameter
                    && parameter.Modifiers.Any(SyntaxKind.ThisKeyword)
                )
                {
                    yield return new Fault(
                        cell,
                        cell.Code.LineOf(method),
                        "In a script a static class is nested, so it holds no extension methods (CS1109): move the method to "
                            + "the top level of the cell."
                    );
                }
            }
        }
    }

    private const string TopLevelUsing =
        "A top-level 'using' declaration does not compile in a script (CS1002): use 'using (...) { }', or put it inside a "
        + "function or loop.";

    private static IEnumerable<Fault> CellLength(NotebookOutline notebook) =>
        from cell in notebook.CodeCells
        let lines = cell.Lines.Count(line => !string.IsNullOrWhiteSpace(line))
        where lines > MostLines
        select new Fault(
            cell,
            null,
            $"The cell has {lines} lines, {MostLines} are the most: divide it, or move what the question does not ask "
                + "about to the library."
        );

    private static IEnumerable<Fault> LineLength(NotebookOutline notebook)
    {
        foreach (var cell in notebook.CodeCells)
        {
            var wide = cell.Lines.Index().Where(line => line.Item.Length > MostColumns).ToList();
            if (wide.Count == 0)
            {
                continue;
            }

            var others = wide.Count > 1 ? $" (also line {string.Join(", ", wide.Skip(1).Select(line => line.Index + 1))})" : "";
            yield return new Fault(
                cell,
                wide[0].Index + 1,
                $"The line has {wide[0].Item.Length} characters, {MostColumns} are shown: break it{others}."
            );
        }
    }

    private static IEnumerable<Fault> QuickModeInSettings(NotebookOutline notebook)
    {
        var import = ImportCell(notebook);
        var settings = (notebook.Find(AnatomyRules.SetUp)?.Code ?? notebook.CodeCells).FirstOrDefault(cell => cell != import);
        foreach (var cell in notebook.CodeCells.Where(cell => cell != settings))
        {
            foreach (var (node, owner, name) in cell.Code.Members())
            {
                if (owner == "Run" && name is "Pick" or "Quick")
                {
                    yield return new Fault(
                        cell,
                        cell.Code.LineOf(node),
                        $"Run.{name} belongs in the settings cell, the first of '## {AnatomyRules.SetUp}': give the choice a name there."
                    );
                }
            }
        }
    }

    private static IEnumerable<Fault> ReportsAResult(NotebookOutline notebook)
    {
        var reports = notebook.CodeCells.Any(cell => cell.Code.Members().Any(member => member is { Owner: "Result", Name: "Report" }));
        if (!reports)
        {
            yield return new Fault("No cell calls Result.Report: state at least one measured figure with the bar it must reach.");
        }
    }

    [GeneratedRegex(@"^#!time\s*$")]
    private static partial Regex TimeCommand();

    [GeneratedRegex(@"^\s*(await\s+)?using\s+(var|[A-Z]\w*(<.*>)?)\s+\w+\s*=")]
    private static partial Regex UsingDeclaration();
}
