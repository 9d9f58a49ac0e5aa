using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Viva.Notebooks.Checks;

/// <summary>The C# of a cell, parsed as a script of the language version that the kernels have.</summary>
internal sealed class CellCode
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.CSharp14, DocumentationMode.None, SourceCodeKind.Script);

    private readonly SourceText _text;

    public CellCode(string source)
    {
        var text = source.ReplaceLineEndings("\n");
        var tree = CSharpSyntaxTree.ParseText(text, Options);
        var commands = SourceText.From(text).Lines.Where(line => IsCommand(text, line, tree.GetRoot())).ToList();

        // The compiler never sees a magic command: blanks in its place keep every position.
        var code = new System.Text.StringBuilder(text);
        foreach (var line in commands)
        {
            for (var i = line.Start; i < line.End; i++)
            {
                code[i] = ' ';
            }
        }

        _text = SourceText.From(code.ToString());
        Commands = [.. commands.Select(line => (line.LineNumber + 1, line.ToString().Trim()))];
        Root = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(_text, Options).GetRoot();
    }

    public CompilationUnitSyntax Root { get; }

    /// <summary>The lines <c>#!name</c> and <c>#i "source"</c>, which the kernel takes out before it compiles.</summary>
    public IReadOnlyList<(int Line, string Text)> Commands { get; }

    public IEnumerable<Diagnostic> Errors =>
        Root.SyntaxTree.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    /// <summary>The line, from 1, where a node starts.</summary>
    public int LineOf(SyntaxNode node) => LineOf(node.SpanStart);

    public int LineOf(int position) => _text.Lines.GetLineFromPosition(Math.Min(position, _text.Length)).LineNumber + 1;

    /// <summary>Every <c>owner.name</c> where both are plain names.</summary>
    public IEnumerable<(SyntaxNode Node, string Owner, string Name)> Members() =>
        from access in Root.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
        let owner = access.Expression as IdentifierNameSyntax
        where owner is not null
        select ((SyntaxNode)access, owner.Identifier.Text, access.Name.Identifier.Text);

    /// <summary>Every call <c>owner.name(...)</c> of an owner that is a plain name.</summary>
    public IEnumerable<(InvocationExpressionSyntax Call, string Name)> Calls(string owner) =>
        from call in Root.DescendantNodes().OfType<InvocationExpressionSyntax>()
        let access = call.Expression as MemberAccessExpressionSyntax
        where access?.Expression is IdentifierNameSyntax name && name.Identifier.Text == owner
        select (call, access.Name.Identifier.Text);

    /// <summary>Whether the cell makes an object of a type: <c>new Type(...)</c>.</summary>
    public bool Creates(string type) =>
        Root.DescendantNodes().OfType<ObjectCreationExpressionSyntax>().Any(creation => creation.Type.ToString() == type);

    private static bool IsCommand(string text, TextLine line, SyntaxNode root)
    {
        var content = text[line.Start..line.End];
        var trimmed = content.TrimStart();
        if (!trimmed.StartsWith("#!", StringComparison.Ordinal) && !trimmed.StartsWith("#i ", StringComparison.Ordinal))
        {
            return false;
        }

        // Inside a string of several lines it is text.
        var position = line.Start + content.Length - trimmed.Length;
        return root.FindToken(position).SpanStart >= position || root.FindToken(position).Span.End <= position;
    }
}
