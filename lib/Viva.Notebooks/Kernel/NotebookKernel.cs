using System.Reflection;
using System.Runtime;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.CSharp;
using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.DotNet.Interactive.PackageManagement;
using Viva.Notebooks.Analysis;
using InteractiveKernel = Microsoft.DotNet.Interactive.Kernel;

namespace Viva.Notebooks.Kernel;

/// <summary>
/// The kernel of one notebook, assembled from Microsoft's packages the way the official tool does it. It adds only what that tool lacks:
/// code that can be stopped, and errors with the cell's own line numbers.
/// </summary>
internal sealed class NotebookKernel : IDisposable
{
    // How long a cell may take to heed the kernel's token before it is stopped by force.
    private static readonly TimeSpan GracePeriod = TimeSpan.FromMilliseconds(500);

    // What every cell can call: the kernel's own helpers, except display(...) and .Display(), whose handles update nothing in this
    // version: the handle gets a different id from the output. A submission's own members take precedence over what it imports.
    private const string Helpers = """
        using static Microsoft.DotNet.Interactive.Kernel;
        static Microsoft.DotNet.Interactive.Formatting.DisplayedValue display(object value, params string[] mimeTypes) =>
            Microsoft.DotNet.Interactive.KernelInvocationContextExtensions.Display(
                Microsoft.DotNet.Interactive.KernelInvocationContext.Current, value, mimeTypes);
        static Microsoft.DotNet.Interactive.Formatting.DisplayedValue Display(this object value, params string[] mimeTypes) =>
            display(value, mimeTypes);
        """;

    [ThreadStatic]
    private static bool _controlled;

    private readonly CSharpKernel _csharp;
    private readonly Action _begin;
    private CancellationTokenSource _force = new();
    private TaskCompletionSource? _script;

    /// <summary>Makes the kernel.</summary>
    /// <param name="folder">The notebook's folder.</param>
    /// <param name="inputs">Answers by name.</param>
    /// <param name="begin">Called on the cell's thread before its code runs.</param>
    public NotebookKernel(string folder, IReadOnlyDictionary<string, string> inputs, Action begin)
    {
        CompilerHost.UseEverywhere();
        _begin = begin;
        Formatter.DefaultMimeType = HtmlFormatter.MimeType;
        Formatter.SetPreferredMimeTypesFor(typeof(string), PlainTextFormatter.MimeType);

        _csharp = new CSharpKernel();
        _csharp.UseNugetDirective(
            (kernel, packages) =>
            {
                kernel.AddAssemblyReferences(packages.SelectMany(package => package.AssemblyPaths));
                return Task.CompletedTask;
            }
        );
        _csharp.UseWho().UseValueSharing();
        _csharp.DeferCommand(new SubmitCode(Helpers));
        Configure(_csharp);
        _csharp.AddMiddleware(RunScriptAsync);

        Root = new CompositeKernel();
        Root.Add(_csharp, ["c#", "C#"]);
        Root.Add(new HtmlKernel());
        Root.Add(new KeyValueStoreKernel().UseWho());
        foreach (var kernel in ShownKernels())
        {
            Root.Add(kernel);
        }

        UnsupportedLanguageKernel.AddAll(Root);
        Root.DefaultKernelName = _csharp.Name;
        Directives.Add(Root, folder);
        PackageExtensions.Use(Root);
        Inputs = new CellInputs(Root, inputs);
    }

    /// <summary>The kernel that takes the commands.</summary>
    public CompositeKernel Root { get; }

    /// <summary>Answers what cells ask for.</summary>
    public CellInputs Inputs { get; }

    /// <summary>Where the interrupted cell was, as a stack trace; null when it is not known.</summary>
    public string? StoppedAt { get; private set; }

    /// <summary>Submits a cell and waits until its code has really ended.</summary>
    public async Task SubmitAsync(CellSource source, CancellationToken cancellation)
    {
        // One for each cell: the grace period of a cell that heeded its token may run out while the next one runs.
        var force = _force = new CancellationTokenSource();
        (StoppedAt, _script) = (null, null);
        using var registration = cancellation.UnsafeRegister(_ => force.CancelAfter(GracePeriod), null);
        try
        {
            await Root.SendAsync(new SubmitCode(source.Text, source.Language), cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The kernel no longer waits for the cell; we do.
        }
        if (_script is { } script)
        {
            await script.Task.ConfigureAwait(false);
        }

        if (cancellation.IsCancellationRequested)
        {
            StoppedAt ??= _csharp.ScriptState?.Exception?.StackTrace;
        }
    }

    /// <summary>True when there is a kernel of that name, even one that only refuses.</summary>
    public bool Knows(string language) => Root.FindKernelByName(language) is not null;

    public void Dispose() => Root.Dispose();

    /// <summary>
    /// Runs a piece of C#. Its code runs on this thread until it awaits something; until then it can be stopped
    /// even if it never looks at the kernel's token.
    /// </summary>
    private async Task RunScriptAsync(KernelCommand command, KernelInvocationContext context, KernelPipelineContinuation next)
    {
        if (command is not SubmitCode || _controlled)
        {
            await next(command, context).ConfigureAwait(false);
            return;
        }

        var script = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _script = script;
        using var interruption = new Interruption(_force.Token);
        try
        {
            _begin();
            _controlled = true;
#pragma warning disable SYSLIB0046 // Made for this use: stopping a script that a person wrote and wants to stop.
            ControlledExecution.Run(() => next(command, context).GetAwaiter().GetResult(), interruption.Abort);
#pragma warning restore SYSLIB0046
        }
        catch (Exception exception) when (_force.IsCancellationRequested)
        {
            StoppedAt = interruption.Trace ?? exception.StackTrace;
        }
        finally
        {
            _controlled = false;
            script.SetResult();
        }
    }

    /// <summary>
    /// Settings that the kernel does not expose: symbols, for line numbers in a trace; optimised code, since training loops run in cells;
    /// and no warnings about assembly versions, which no reader caused.
    /// </summary>
    private static void Configure(CSharpKernel kernel)
    {
        var field =
            typeof(CSharpKernel).GetField("_scriptOptions", BindingFlags.Instance | BindingFlags.NonPublic)
            ?? throw new MissingFieldException(nameof(CSharpKernel), "_scriptOptions");
        var options = (ScriptOptions)field.GetValue(kernel)!;
        field.SetValue(
            kernel,
            options
                .WithEmitDebugInformation(true)
                .WithFileEncoding(Encoding.UTF8)
                .WithOptimizationLevel(OptimizationLevel.Release)
                .WithWarningLevel(1)
        );
    }

    private static IEnumerable<InteractiveKernel> ShownKernels() =>
        [
            new DisplayOnlyKernel(
                "javascript",
                code => [new FormattedValue("text/html", $"<script type=\"text/javascript\">{code}</script>")]
            ),
            new DisplayOnlyKernel(
                "mermaid",
                code => [new FormattedValue("text/vnd.mermaid", code), new FormattedValue("text/plain", code)]
            ),
        ];
}
