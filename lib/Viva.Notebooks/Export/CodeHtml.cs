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
internal sealed class CodeHtml : IDisposable
{
    private readonly AdhocWorkspace _workspace = new(MefHostServices.DefaultHost);
    private readonly string _folder;
    private readonly List<MetadataReference> _references = [.. FrameworkReferences.All];
    private ProjectId? _previous;
    private int _count;

    /// <param name="folder">The notebook's folder: imports are resolved against it.</param>
    public CodeHtml(string folder) => _folder = folder;

    /// <summary>The HTML of a cell's code. Cells come in the notebook's order.</summary>
    public async Task<string> RenderAsync(string code, CancellationToken cancellation)
    {
        foreach (var line in code.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("#!import ", StringComparison.Ordinal)))
            Import(Path.GetFullPath(line["#!import ".Length..].Trim().Trim('"'), _folder), depth: 0);

        // Lines of directives are no C#: blank for the classifier, shown as they are.
        var lines = code.Split('\n');
        var directives = lines.Select((line, i) => (line, i)).Where(pair => pair.line.TrimStart().StartsWith("#!", StringComparison.Ordinal)).ToDictionary(pair => pair.i, pair => pair.line);
        var text = string.Join('\n', lines.Select((line, i) => directives.ContainsKey(i) ? new string(' ', line.Length) : line));
        var document = Add(text);
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var spans = await Classifier.GetClassifiedSpansAsync(document, new TextSpan(0, text.Length), cancellation).ConfigureAwait(false);

        var html = new StringBuilder(code.Length * 3);
        var at = 0;
        foreach (var span in spans.Where(span => !ClassificationTypeNames.AdditiveTypeNames.Contains(span.ClassificationType)).OrderBy(span => span.TextSpan.Start))
        {
            if (span.TextSpan.Start < at || Class(span.ClassificationType) is not { } name)
                continue;
            Plain(span.TextSpan.Start);
            var hint = name is "t" or "m" or "l" or "f" ? Hint(model!, root!.FindToken(span.TextSpan.Start), cancellation) : null;
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

    public void Dispose() => _workspace.Dispose();

    private Document Add(string text)
    {
        var id = ProjectId.CreateNewId();
        var name = FormattableString.Invariant($"cell-{_count++}");
        var document = DocumentInfo.Create(
            DocumentId.CreateNewId(id), name, loader: TextLoader.From(TextAndVersion.Create(SourceText.From(text), VersionStamp.Default)), sourceCodeKind: SourceCodeKind.Script);
        _workspace.AddProject(ProjectInfo.Create(
            id,
            VersionStamp.Default,
            name,
            name,
            LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, scriptClassName: name.Replace('-', '_')),
            parseOptions: CellCompiler.Parse,
            documents: [document],
            projectReferences: _previous is null ? [] : [new ProjectReference(_previous)],
            metadataReferences: _references,
            isSubmission: true));
        _previous = id;
        return _workspace.CurrentSolution.GetDocument(document.Id)!;
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
                    Import(Path.GetFullPath(line["#!import ".Length..].Trim().Trim('"'), _folder), depth + 1);
                else if (line.StartsWith("#r \"", StringComparison.Ordinal) && Path.GetFullPath(line[4..].TrimEnd('"'), _folder) is var file && File.Exists(file))
                    _references.Add(FrameworkReferences.Reference(file));
                else if (line.StartsWith("using ", StringComparison.Ordinal) && line.EndsWith(';') && !line.Contains(" var ", StringComparison.Ordinal) && !line.Contains('('))
                    usings.AppendLine(line);
            }

            if (usings.Length > 0)
                Add(usings.ToString());
        }
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
