using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Classification;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Viva.Notebooks.Analysis;

namespace Viva.Notebooks.Export.Code;

/// <summary>
/// Colours the C# of one notebook with Roslyn's classifier, understood as the kernel understands it: a name has
/// the colour of what it means here, a type, a method, a local, and pointing at it shows its type. Nothing is run.
/// </summary>
/// <param name="folder">The notebook's folder: imports are resolved against it.</param>
/// <param name="references">What the notebooks reference; shared, since most reference the same.</param>
internal sealed partial class CodeHtml(string folder, CodeReferences references)
{
    private const int MaxImports = 5;

    // Two of three words are of these kinds, which have an element each.
    private const string Local = "i";
    private const string Method = "b";
    private const string Member = "u";

    // The classifier asks a workspace for its services; there is nothing in it.
    private static readonly AdhocWorkspace Workspace = new(CompilerHost.Services);

    // Names without namespaces, parameters without their defaults. The format that asks what
    // is in scope would take as long as all the rest.
    private static readonly SymbolDisplayFormat ShortForm = SymbolDisplayFormat.MinimallyQualifiedFormat.WithParameterOptions(
        SymbolDisplayParameterOptions.IncludeParamsRefOut
            | SymbolDisplayParameterOptions.IncludeType
            | SymbolDisplayParameterOptions.IncludeName
    );

    private readonly CellAnalysis _analysis = new(folder, references);

    /// <summary>The HTML of each cell's code. Code that does not compile is coloured as far as it is understood.</summary>
    /// <param name="cells">The code of the notebook's cells, in order.</param>
    /// <param name="cancellation">Ends the work.</param>
    public IReadOnlyList<string> Render(IReadOnlyList<string> cells, CancellationToken cancellation)
    {
        var spans = cells.Select(_ => new List<ColouredSpan>()).ToList();
        var group = new CellGroup();
        for (var i = 0; i < cells.Count; i++)
        {
            foreach (var part in CellParts.Split(cells[i]))
            {
                if (part.Import is { } file)
                {
                    Finish();
                    Import(Path.GetFullPath(file, folder), 0, cancellation);
                    continue;
                }
                // What nests too deep to be read stays without colours.
                if (part.Directive is not null || CellDepth.LineOf(part.Code) is not null)
                {
                    Finish();
                    continue;
                }

                var root = (CompilationUnitSyntax)
                    SyntaxFactory.ParseSyntaxTree(part.Code, CellAnalysis.Parse, cancellationToken: cancellation).GetRoot(cancellation);
                if (!CellDepth.IsQuick(root))
                {
                    Finish();
                    continue;
                }

                // A comment or a brace that is never closed must not swallow the cells after it.
                var broken = root.ContainsDiagnostics;
                var names = TopLevelNames(root);
                if (broken || MustStandFirst(root) || names.Overlaps(group.Names))
                {
                    Finish();
                }
                // A part has the cell's lines, the first of them empty.
                var blank = part.Line - 1;
                group.Add(i, cells[i].Split('\n').Take(blank).Sum(line => line.Length + 1), part.Code[blank..], names);
                if (broken)
                {
                    Finish();
                }
            }
        }

        Finish();
        return [.. cells.Zip(spans, Html)];

        void Finish()
        {
            if (group.Text.Length > 0)
            {
                Colour(group, spans, cancellation);
            }

            group = new CellGroup();
        }
    }

    /// <summary>
    /// The HTML of a page's cells without the hints that a word had already: the page's script takes them over. They are half of a page's
    /// code, and most words come again. A word that has no hint any more has an empty one.
    /// </summary>
    /// <param name="cells">The cells of the page, in its order, as <see cref="Render"/> made them.</param>
    public static IReadOnlyList<string> HintOnce(IReadOnlyList<string> cells)
    {
        var told = new Dictionary<(string Kind, string Word), string>();
        return
        [
            .. cells.Select(html =>
                Word()
                    .Replace(
                        html,
                        word =>
                        {
                            var (key, hint) = ((word.Groups["kind"].Value, word.Groups["word"].Value), word.Groups["hint"].Value);
                            var known = told.GetValueOrDefault(key, "") == hint;
                            told[key] = hint;
                            return Element(key.Item1, known ? null : hint, key.Item2);
                        }
                    )
            ),
        ];
    }

    private static bool MustStandFirst(CompilationUnitSyntax root) => root.Usings.Count > 0 || root.ContainsDirectives;

    /// <summary>What a piece of code declares for the pieces after it.</summary>
    private static HashSet<string> TopLevelNames(CompilationUnitSyntax root) =>
        [
            .. root.Members.SelectMany(member =>
                member switch
                {
                    FieldDeclarationSyntax field => field.Declaration.Variables.Select(variable => variable.Identifier.Text),
                    MethodDeclarationSyntax method => [method.Identifier.Text],
                    BaseTypeDeclarationSyntax type => [type.Identifier.Text],
                    DelegateDeclarationSyntax type => [type.Identifier.Text],
                    _ => member.DescendantNodes().OfType<SingleVariableDesignationSyntax>().Select(variable => variable.Identifier.Text),
                }
            ),
        ];

    private void Colour(CellGroup group, List<List<ColouredSpan>> spans, CancellationToken cancellation)
    {
        var text = group.Text.ToString();
        var model = _analysis.Analyse(text, "cells", cancellation);
        var root = model.SyntaxTree.GetRoot(cancellation);
        // The form that replaces this one wants a workspace with a project for each cell, which was measured to take several times as long.
#pragma warning disable CS0618
        var all = Classifier.GetClassifiedSpans(model, new TextSpan(0, text.Length), Workspace, cancellation);
#pragma warning restore CS0618
        var piece = 0;
        foreach (
            var span in all.Where(span => !ClassificationTypeNames.AdditiveTypeNames.Contains(span.ClassificationType))
                .OrderBy(span => span.TextSpan.Start)
        )
        {
            while (piece + 1 < group.Pieces.Count && group.Pieces[piece + 1].Start <= span.TextSpan.Start)
            {
                piece++;
            }

            var (cell, start, offset) = group.Pieces[piece];
            if (Kind(span.ClassificationType) is { } kind)
            {
                var hint = kind is "i class=t" or Method or Local or Member
                    ? Hint(model, root.FindToken(span.TextSpan.Start), cancellation)
                    : null;
                spans[cell].Add(new ColouredSpan(span.TextSpan.Start - start + offset, span.TextSpan.End - start + offset, kind, hint));
            }
        }
    }

    private static string Html(string code, List<ColouredSpan> spans)
    {
        var html = new StringBuilder(code.Length * 3);
        var at = 0;
        foreach (var (start, end, kind, hint) in spans.Where(span => span.End <= code.Length))
        {
            if (start < at)
            {
                continue;
            }

            Plain(start);
            html.Append(
                Element(
                    kind,
                    hint?.Replace("&", "&amp;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal),
                    Encode(code[start..end])
                )
            );
            at = end;
        }

        Plain(code.Length);
        return html.ToString();

        // What the classifier leaves: blanks, punctuation, and the lines of directives, which it never sees.
        void Plain(int end)
        {
            foreach (var (line, i) in code[at..end].Split('\n').Select((line, i) => (line, i)))
            {
                if (i > 0)
                {
                    html.Append('\n');
                }

                if (line.TrimStart().StartsWith("#!", StringComparison.Ordinal))
                {
                    html.Append(Element("i class=d", null, Encode(line)));
                }
                else
                {
                    html.Append(Encode(line));
                }
            }

            at = end;
        }
    }

    private static string Element(string kind, string? hint, string word) =>
        $"<{kind}{(hint is null ? "" : $" title=\"{hint}\"")}>{word}</{kind[0]}>";

    private static string Encode(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    /// <summary>Takes over what an imported file declares. A file that is missing only costs colours.</summary>
    private void Import(string path, int depth, CancellationToken cancellation)
    {
        if (depth > MaxImports || !File.Exists(path))
        {
            return;
        }

        foreach (var (code, name) in CellParts.OfFile(path))
        {
            foreach (var part in CellParts.Split(code))
            {
                if (part.Import is { } file)
                {
                    Import(Path.GetFullPath(file, folder), depth + 1, cancellation);
                }
                else if (part.Directive is null && CellDepth.LineOf(part.Code) is null)
                {
                    _analysis.Analyse(part.Code, name, cancellation);
                }
            }
        }
    }

    private static string? Hint(SemanticModel model, SyntaxToken token, CancellationToken cancellation)
    {
        var node = token.Parent;
        if (node is null)
        {
            return null;
        }

        var symbol = model.GetDeclaredSymbol(node, cancellation) ?? model.GetSymbolInfo(node, cancellation).Symbol;
        return symbol switch
        {
            null => null,
            ILocalSymbol local => $"{Short(local.Type)} {local.Name}",
            IParameterSymbol parameter => $"{Short(parameter.Type)} {parameter.Name}",
            IFieldSymbol { ContainingType.IsScriptClass: true } variable => $"{Short(variable.Type)} {variable.Name}",
            _ => Short(symbol),
        };
    }

    private static string Short(ISymbol symbol) => symbol.ToDisplayString(ShortForm);

    /// <summary>The start tag for each kind that has a colour, short, since a page carries thousands of them.</summary>
    private static string? Kind(string type) =>
        type switch
        {
            ClassificationTypeNames.Keyword => "i class=k",
            ClassificationTypeNames.ControlKeyword => "i class=c",
            ClassificationTypeNames.StringLiteral or ClassificationTypeNames.VerbatimStringLiteral => "i class=s",
            ClassificationTypeNames.NumericLiteral => "i class=n",
            ClassificationTypeNames.Comment => "i class=z",
            ClassificationTypeNames.ClassName
            or ClassificationTypeNames.RecordClassName
            or ClassificationTypeNames.StructName
            or ClassificationTypeNames.RecordStructName
            or ClassificationTypeNames.InterfaceName
            or ClassificationTypeNames.EnumName
            or ClassificationTypeNames.DelegateName
            or ClassificationTypeNames.TypeParameterName => "i class=t",
            ClassificationTypeNames.MethodName or ClassificationTypeNames.ExtensionMethodName => Method,
            ClassificationTypeNames.LocalName or ClassificationTypeNames.ParameterName => Local,
            ClassificationTypeNames.FieldName
            or ClassificationTypeNames.PropertyName
            or ClassificationTypeNames.ConstantName
            or ClassificationTypeNames.EnumMemberName => Member,
            _ => null,
        };

    [GeneratedRegex("<(?<kind>i class=[a-z]|[biu])(?: title=\"(?<hint>[^\"]*)\")?>(?<word>[^<]*)</[biu]>")]
    private static partial Regex Word();

    /// <summary>A piece of a cell's code that has a colour.</summary>
    private readonly record struct ColouredSpan(int Start, int End, string Kind, string? Hint);

    /// <summary>
    /// Cells that are compiled together, which is several times faster than each on its own. A cell that declares a name anew begins the
    /// next group, as do usings; a cell that cannot be parsed is a group of its own.
    /// </summary>
    private sealed class CellGroup
    {
        public StringBuilder Text { get; } = new();

        public HashSet<string> Names { get; } = [];

        /// <summary>Which cell's code begins where in the text, and at which place in the cell.</summary>
        public List<(int Cell, int Start, int Offset)> Pieces { get; } = [];

        public void Add(int cell, int offset, string code, HashSet<string> names)
        {
            Pieces.Add((cell, Text.Length, offset));
            // A last expression has no semicolon.
            Text.Append(code).Append("\n;\n");
            Names.UnionWith(names);
        }
    }
}
