using System.Diagnostics;
using System.Net;
using System.Reflection;
using Markdig;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Directives;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;
using Viva.Notebooks.Documents;
using InteractiveKernel = Microsoft.DotNet.Interactive.Kernel;

namespace Viva.Notebooks.Kernel;

/// <summary>
/// The directives that the official tool adds to the kernel and that no package contains: <c>#!time</c>, <c>#!markdown</c>,
/// <c>#!lsmagic</c>, <c>#!about</c>; and <c>#!import</c>, which here resolves against the notebook's
/// folder and keeps the imported file's lines for errors.
/// </summary>
internal static class Directives
{
    private const int MaxImports = 20;

    private static readonly MarkdownPipeline Markdown = new MarkdownPipelineBuilder().UseMathematics().UseAdvancedExtensions().Build();

    /// <summary>Adds them.</summary>
    public static void Add(CompositeKernel kernel, string folder)
    {
        AddImport(kernel, folder);
        kernel.AddDirective(
            new KernelActionDirective("#!time", "Show how long the cell takes."),
            (_, context) =>
            {
                var start = Stopwatch.GetTimestamp();
                context.OnComplete(ended =>
                    Show(ended, FormattableString.Invariant($"Wall time: {Stopwatch.GetElapsedTime(start).TotalMilliseconds}ms"))
                );
                return Task.CompletedTask;
            }
        );
        kernel.AddDirective(
            new KernelActionDirective("#!markdown", "Show the cell as Markdown."),
            (_, context) =>
            {
                var text = ((SubmitCode)context.Command).Code.Replace("#!markdown", "", StringComparison.Ordinal).Trim();
                var html = Markdig.Markdown.ToHtml(text, Markdown);
                context.Publish(
                    new DisplayedValueProduced(html, context.Command, [new FormattedValue(HtmlFormatter.MimeType, html)], NewId())
                );
                context.Complete(context.Command);
                return Task.CompletedTask;
            }
        );
        kernel.AddDirective(
            new KernelActionDirective("#!about", "Show what runs the notebook."),
            (_, context) =>
            {
                var version =
                    typeof(InteractiveKernel).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
                    ?? "";
                Show(context, $".NET Interactive {version} in viva, .NET {Environment.Version}");
                return Task.CompletedTask;
            }
        );
        kernel.AddDirective(
            new KernelActionDirective("#!lsmagic", "List the directives."),
            (_, context) =>
            {
                var rows = kernel
                    .ChildKernels.Prepend(kernel)
                    .SelectMany(child =>
                        child
                            .KernelInfo.SupportedDirectives.Where(directive => !directive.Hidden)
                            .OrderBy(directive => directive.Name, StringComparer.Ordinal)
                            .Select(directive => (child.Name, directive))
                    );
                var html = string.Concat(
                    rows.Select(row =>
                        $"<tr><td>{row.Name}</td><td><code>{WebUtility.HtmlEncode(row.directive.Name)}</code></td>"
                        + $"<td>{WebUtility.HtmlEncode(row.directive.Description)}</td></tr>"
                    )
                );
                context.Publish(
                    new DisplayedValueProduced(
                        html,
                        context.Command,
                        [new FormattedValue(HtmlFormatter.MimeType, $"<table><tbody>{html}</tbody></table>")],
                        NewId()
                    )
                );
                return Task.CompletedTask;
            }
        );
    }

    private static void Show(KernelInvocationContext context, string text) =>
        context.Publish(
            new DisplayedValueProduced(text, context.Command, [new FormattedValue(PlainTextFormatter.MimeType, text)], NewId())
        );

    private static string NewId() => Guid.NewGuid().ToString("n");

    private static void AddImport(CompositeKernel kernel, string folder)
    {
        var depth = 0;
        var directive = new KernelActionDirective("#!import", "Run the cells of another notebook or script.")
        {
            Parameters =
            {
                new KernelDirectiveParameter("--file", "A .dib, .ipynb, .csx or .cs file.")
                {
                    AllowImplicitName = true,
                    Required = true,
                    TypeHint = "file",
                },
            },
        };
        kernel.AddDirective<ImportDocument>(
            directive,
            async (command, context) =>
            {
                var path = Path.GetFullPath(command.FilePath, folder);
                if (depth == MaxImports)
                {
                    context.Fail(
                        context.Command,
                        message: $"#!import {command.FilePath}: more than {MaxImports} nested imports. " + "Does a file import itself?"
                    );
                    return;
                }
                depth++;
                try
                {
                    foreach (var source in Read(path))
                    {
                        var section = await kernel.SendAsync(new SubmitCode(source.Text, source.Language)).ConfigureAwait(false);
                        // What follows would fail for the same reason, and the first error is the one to fix.
                        if (section.Events.OfType<CommandFailed>().FirstOrDefault() is not { } failed)
                        {
                            continue;
                        }

                        context.Fail(context.Command, failed.Exception, failed.Message);
                        return;
                    }
                }
                catch (NotebookException exception)
                {
                    context.Fail(context.Command, message: $"#!import {command.FilePath}: {exception.Message}");
                }
                catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
                {
                    context.Fail(context.Command, message: $"#!import: the file {path} does not exist.");
                }
                catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
                {
                    context.Fail(context.Command, message: $"#!import {command.FilePath}: {exception.Message}");
                }
                finally
                {
                    depth--;
                }
            }
        );
    }

    /// <summary>The cells of an imported file. Lines of a .dib are the file's.</summary>
    private static IEnumerable<CellSource> Read(string path)
    {
        var file = Path.GetFileName(path);
        if (Path.GetExtension(path).ToUpperInvariant() is not (".DIB" or ".IPYNB"))
        {
            return [new CellSource(File.ReadAllText(path), file)];
        }

        if (!File.Exists(path))
        {
            throw new FileNotFoundException(null, path);
        }

        return NotebookDocument
            .Read(path)
            .Cells.Where(cell => cell.Kind == CellKind.Code)
            .Select(cell =>
                cell.FileLine is { } line
                    ? new CellSource(cell.Source, file, cell.KernelName, line)
                    : new CellSource(cell.Source, $"{file} cell {cell.Id}", cell.KernelName)
            );
    }
}
