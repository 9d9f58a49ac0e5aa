using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Classification;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Text;
using Viva.Notebooks.Documents;
using Viva.Notebooks.Session;

namespace Viva.Notebooks.Export;

/// <summary>
/// Colours the C# of one notebook with Roslyn's classifier. The cells are one chain of script submissions, as in a session, so that a name
/// has the colour of what it means here: a type, a method, a local. Pointing at it tells its type.
/// </summary>
/// <param name="folder">The notebook's folder: imports are resolved against it.</param>
internal sealed class CodeHtml(string folder)
{
    // The classifier asks a workspace for its services; there is nothing in it.
    private static readonly AdhocWorkspace Workspace = new(MefHostServices.DefaultHost);

    // All notebooks import the same library. Nothing is loaded: the compiler reads metadata.
    private static readonly SessionAssemblies Assemblies = new();
    private static readonly ConcurrentDictionary<string, MetadataReference> Libraries = new();

    private readonly ReferenceResolver _resolver = new(folder, Assemblies);
    private readonly List<MetadataReference> _references = [.. FrameworkReferences.All];
    private CSharpCompilation? _previous;
    private int _count;

    /// <summary>The HTML of a cell's code. Cells come in the notebook's order.</summary>
    public string Render(string code, CancellationToken cancellation)
    {
        try
        {
            return Coloured(code, cancellation);
        }
        catch (InvalidOperationException)
        {
            // The compiler gives up on what follows a cell that does not compile; a page without some colours is better than none.
            return WebUtility.HtmlEncode(code);
        }
    }

    private string Coloured(string code, CancellationToken cancellation)
    {
        foreach (var line in code.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("#!import ", StringComparison.Ordinal)))
            Import(Path.GetFullPath(line["#!import ".Length..].Trim().Trim('"'), folder), depth: 0);

        // Lines of directives are no C#: blank for the classifier, shown as they are.
        var lines = code.Split('\n');
        var directives = lines.Select((line, i) => (line, i)).Where(pair => pair.line.TrimStart().StartsWith("#!", StringComparison.Ordinal)).ToDictionary(pair => pair.i, pair => pair.line);
        var text = string.Join('\n', lines.Select((line, i) => directives.ContainsKey(i) ? new string(' ', line.Length) : line));
        var model = Add(text, cancellation);
        var root = model.SyntaxTree.GetRoot(cancellation);
#pragma warning disable CS0618 // The form that replaces this one wants a workspace with a project for each cell, which was measured to take several times as long.
        var spans = Classifier.GetClassifiedSpans(model, new TextSpan(0, text.Length), Workspace, cancellation);
#pragma warning restore CS0618

        var html = new StringBuilder(code.Length * 3);
        var at = 0;
        foreach (var span in spans.Where(span => !ClassificationTypeNames.AdditiveTypeNames.Contains(span.ClassificationType)).OrderBy(span => span.TextSpan.Start))
        {
            if (span.TextSpan.Start < at || Class(span.ClassificationType) is not { } name)
                continue;
            Plain(span.TextSpan.Start);
            var hint = name is "t" or "m" or "l" or "f" ? Hint(model, root.FindToken(span.TextSpan.Start), cancellation) : null;
            html.Append("<span class=\"").Append(name).Append('"');
            if (hint is not null)
                html.Append(" title=\"").Append(WebUtility.HtmlEncode(hint)).Append('"');
            html.Append('>').Append(WebUtility.HtmlEncode(text[span.TextSpan.Start..span.TextSpan.End])).Append("</span>");
            at = span.TextSpan.End;
        }

        Plain(text.Length);
        return Restore(html.ToString());

        void Plain(int end)
        {
            html.Append(WebUtility.HtmlEncode(text[at..end]));
            at = end;
        }

        string Restore(string coloured)
        {
            if (directives.Count == 0)
                return coloured;
            var shown = coloured.Split('\n');
            foreach (var (i, line) in directives)
                shown[i] = $"<span class=\"d\">{WebUtility.HtmlEncode(line)}</span>";
            return string.Join('\n', shown);
        }
    }

    /// <summary>Adds a submission to the chain.</summary>
    private SemanticModel Add(string text, CancellationToken cancellation)
    {
        var tree = SyntaxFactory.ParseSyntaxTree(SourceText.From(text), CellCompiler.Parse, cancellationToken: cancellation);
        var name = FormattableString.Invariant($"cell_{_count++}");
        var options = new CSharpCompilationOptions(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, scriptClassName: name, metadataReferenceResolver: _resolver);
        _previous = CSharpCompilation.CreateScriptCompilation(name, tree, _references, options, _previous, typeof(object));
        return _previous.GetSemanticModel(tree);
    }

    /// <summary>Takes over the references and usings of an imported file. What is missing only costs colours.</summary>
    private void Import(string path, int depth)
    {
        if (depth > 5 || !path.EndsWith(".dib", StringComparison.OrdinalIgnoreCase) || !File.Exists(path))
            return;
        foreach (var cell in NotebookDocument.ReadDib(path).Cells.Where(cell => cell.Kind == CellKind.Code))
        {
            var usings = new StringBuilder();
            foreach (var line in cell.Source.Split('\n').Select(line => line.Trim()))
            {
                if (line.StartsWith("#!import ", StringComparison.Ordinal))
                    Import(Path.GetFullPath(line["#!import ".Length..].Trim().Trim('"'), folder), depth + 1);
                else if (line.StartsWith("#r \"", StringComparison.Ordinal) && Path.GetFullPath(line[4..].TrimEnd('"'), folder) is var file && File.Exists(file))
                    Refer(file);
                else if (line.StartsWith("using ", StringComparison.Ordinal) && line.EndsWith(';') && !line.Contains(" var ", StringComparison.Ordinal) && !line.Contains('('))
                    usings.AppendLine(line);
            }

            if (usings.Length > 0)
                Add(usings.ToString(), CancellationToken.None);
        }
    }

    private void Refer(string file)
    {
        Assemblies.Add(file);
        _references.Add(Libraries.GetOrAdd(file, FrameworkReferences.Reference));
    }

    private static string? Hint(SemanticModel model, SyntaxToken token, CancellationToken cancellation)
    {
        var node = token.Parent;
        if (node is null)
            return null;
        var symbol = model.GetDeclaredSymbol(node, cancellation) ?? model.GetSymbolInfo(node, cancellation).Symbol;
        return symbol switch
        {
            ILocalSymbol local => $"{local.Type.ToMinimalDisplayString(model, token.SpanStart)} {local.Name}",
            IParameterSymbol parameter => $"{parameter.Type.ToMinimalDisplayString(model, token.SpanStart)} {parameter.Name}",
            IFieldSymbol { ContainingType.IsScriptClass: true } variable => $"{variable.Type.ToMinimalDisplayString(model, token.SpanStart)} {variable.Name}",
            null => null,
            _ => symbol.ToMinimalDisplayString(model, token.SpanStart),
        };
    }

    /// <summary>One letter for each kind that has a colour: the page carries thousands of them.</summary>
    private static string? Class(string type) => type switch
    {
        ClassificationTypeNames.Keyword => "k",
        ClassificationTypeNames.ControlKeyword => "c",
        ClassificationTypeNames.StringLiteral or ClassificationTypeNames.VerbatimStringLiteral or ClassificationTypeNames.StringEscapeCharacter => "s",
        ClassificationTypeNames.NumericLiteral => "n",
        ClassificationTypeNames.Comment => "z",
        ClassificationTypeNames.ClassName or ClassificationTypeNames.RecordClassName or ClassificationTypeNames.StructName or ClassificationTypeNames.RecordStructName
            or ClassificationTypeNames.InterfaceName or ClassificationTypeNames.EnumName or ClassificationTypeNames.DelegateName or ClassificationTypeNames.TypeParameterName => "t",
        ClassificationTypeNames.MethodName or ClassificationTypeNames.ExtensionMethodName => "m",
        ClassificationTypeNames.LocalName or ClassificationTypeNames.ParameterName => "l",
        ClassificationTypeNames.FieldName or ClassificationTypeNames.PropertyName or ClassificationTypeNames.ConstantName or ClassificationTypeNames.EnumMemberName => "f",
        _ => null,
    };
}
