using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.DotNet.Interactive.Events;

namespace Viva.Notebooks.Kernel;

/// <summary>Reports errors in the cell's own terms: its lines, its methods' names, and no frames of the engine that runs it.</summary>
internal static partial class ErrorText
{
    private const int MaxFrames = 20;

    /// <summary>What the kernel says of a cell that failed.</summary>
    /// <param name="failure">The kernel's event.</param>
    /// <param name="refusal">What to say instead, or null.</param>
    /// <param name="source">The cell.</param>
    public static CellError Failure(CommandFailed failure, string? refusal, CellSource source)
    {
        switch (failure.Exception)
        {
            case { InnerException: CompilationErrorException compilation }:
                return Compilation(
                    compilation.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error),
                    source.Name
                );
            case { } exception when refusal is null:
                return Exception(exception, source.Name);
        }
        return Refused(refusal ?? failure.Message, source);
    }

    /// <summary>A cell, or a directive in it, that cannot be carried out.</summary>
    /// <param name="message">Why; the kernel begins it with the place of a directive.</param>
    /// <param name="source">The cell.</param>
    /// <param name="line">The line of the cell, where it is known.</param>
    public static CellError Refused(string message, CellSource source, int line = 0)
    {
        var directive = DirectiveError().Match(message);
        if (directive.Success)
        {
            line = source.Line(int.Parse(directive.Groups["line"].Value, System.Globalization.CultureInfo.InvariantCulture));
            message = directive.Groups["message"].Value;
        }
        else if (message.StartsWith("#!", StringComparison.Ordinal))
        {
            line = source.LineOf(message.Split(' ', ':')[0]);
        }

        return new CellError(
            CellErrorKind.Compilation,
            "Directive",
            message,
            line,
            [line > 0 ? $"{source.Name}, line {line}: {message}" : $"{source.Name}: {message}"]
        );
    }

    /// <summary>Compile errors with line, column and the source line they point at.</summary>
    public static CellError Compilation(IEnumerable<Diagnostic> errors, string cell)
    {
        var trace = new List<string>();
        string type = "",
            message = "";
        var first = 0;
        foreach (var error in errors.OrderBy(error => error.Location.SourceSpan.Start).Take(MaxFrames))
        {
            var span = error.Location.GetMappedLineSpan();
            var position = span.StartLinePosition;
            var place = span.Path is { Length: > 0 } path ? Path.GetFileName(path) : cell;
            var text = error.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
            var where = error.Location.IsInSource ? $"line {position.Line + 1}, column {position.Character + 1}: " : "";
            if (type.Length == 0)
            {
                type = error.Id;
                message = text;
                first = error.Location.IsInSource && place == cell ? position.Line + 1 : 0;
            }
            trace.Add($"{place}, {where}error {error.Id}: {text}");
            if (error.Location.SourceTree is { } tree)
            {
                var line = tree.GetText().Lines[error.Location.GetLineSpan().StartLinePosition.Line];
                trace.Add($"    {line}");
                trace.Add($"    {new string(' ', position.Character)}^");
            }
        }
        return new CellError(CellErrorKind.Compilation, type, message, first, trace);
    }

    /// <summary>An exception that the cell threw, with those that caused it.</summary>
    public static CellError Exception(Exception exception, string cell)
    {
        exception = Unwrap(exception);
        var message = Message(exception);
        var trace = new List<string> { $"{TypeName(exception)}: {message}" };
        var line = AddFrames(trace, exception.StackTrace, cell);
        AddCauses(trace, exception, cell, 1);
        return new CellError(CellErrorKind.Exception, TypeName(exception), message, line, trace);
    }

    /// <summary>An interruption, with the line where the cell was.</summary>
    /// <param name="stack">The stack trace; null when the cell was still being compiled.</param>
    /// <param name="cell">The cell's name.</param>
    public static CellError Interrupted(string? stack, string cell)
    {
        var trace = new List<string> { "The cell was interrupted." };
        var line = AddFrames(trace, stack, cell);
        return new CellError(CellErrorKind.Interrupted, "Interrupted", "The cell was interrupted.", line, trace);
    }

    /// <summary>The exception that says something: without the wrappers that reflection and tasks put around it.</summary>
    private static Exception Unwrap(Exception exception) =>
        exception switch
        {
            TargetInvocationException { InnerException: { } inner } => Unwrap(inner),
            AggregateException { InnerExceptions: [var only] } => Unwrap(only),
            _ => exception,
        };

    private static void AddCauses(List<string> trace, Exception exception, string cell, int depth)
    {
        if (depth > 5)
        {
            return;
        }

        var causes =
            exception is AggregateException many ? many.InnerExceptions.Take(5)
            : exception.InnerException is { } inner ? [inner]
            : [];
        foreach (var cause in causes)
        {
            trace.Add($"caused by {TypeName(cause)}: {Message(cause)}");
            AddFrames(trace, cause.StackTrace, cell);
            AddCauses(trace, cause, cell, depth + 1);
        }
    }

    /// <summary>What libtorch says, without the frames of its own C++ code that it adds.</summary>
    private static string Message(Exception exception) => NativeFrames().Replace(exception.Message, "").TrimEnd();

    private static string TypeName(Exception exception) => Clean(exception.GetType().FullName ?? exception.GetType().Name);

    /// <summary>Adds the frames down to the cell's own statements; returns the innermost line of the cell, or 0.</summary>
    private static int AddFrames(List<string> trace, string? stack, string cell)
    {
        int inner = 0,
            added = 0;
        foreach (var text in (stack ?? "").Split('\n'))
        {
            var frame = Frame().Match(text);
            if (!frame.Success || IsEngine(frame.Groups["method"].Value))
            {
                continue;
            }

            var method = Clean(frame.Groups["method"].Value);
            var own = frame.Groups["file"].Success;
            if (method.Length == 0 && !own)
            {
                continue;
            }

            var where = own ? $" in {Path.GetFileName(frame.Groups["file"].Value)}, line {frame.Groups["line"].Value}" : "";
            if (inner == 0 && own && Path.GetFileName(frame.Groups["file"].Value) == cell)
            {
                inner = int.Parse(frame.Groups["line"].Value, System.Globalization.CultureInfo.InvariantCulture);
            }

            if (added++ < MaxFrames)
            {
                trace.Add(method.Length == 0 ? $"   at{where[3..]}" : $"   at {method}{where}");
            }
        }
        if (added > MaxFrames)
        {
            trace.Add($"   ... {added - MaxFrames} more frames");
        }

        return inner;
    }

    private static bool IsEngine(string method) =>
        method.StartsWith("Viva.Notebooks.Kernel.", StringComparison.Ordinal)
        || method.StartsWith("Microsoft.CodeAnalysis.Scripting.", StringComparison.Ordinal)
        || method.StartsWith("Microsoft.DotNet.Interactive.", StringComparison.Ordinal)
        || method.StartsWith("System.Runtime.ControlledExecution.", StringComparison.Ordinal)
        || method.StartsWith("System.Runtime.CompilerServices.", StringComparison.Ordinal)
        || method.StartsWith("System.Threading.ExecutionContext.", StringComparison.Ordinal)
        || method.StartsWith("System.Threading.Tasks.Task.ExecuteWithThreadLocal", StringComparison.Ordinal)
        || method.StartsWith("System.Threading.Thread.StartCallback", StringComparison.Ordinal)
        || method.StartsWith("System.Threading.ThreadPoolWorkQueue.", StringComparison.Ordinal)
        || method.StartsWith("System.Threading.PortableThreadPool.", StringComparison.Ordinal)
        || method.StartsWith("TorchSharp.torch.CheckForErrors(", StringComparison.Ordinal)
        || method.Contains(".<Factory>(", StringComparison.Ordinal)
        || method.StartsWith("System.Threading.Tasks.Task.<>c.<ThrowAsync>", StringComparison.Ordinal);

    /// <summary>Names as the cell spells them: without the submission's class, state machines and closures.</summary>
    private static string Clean(string name)
    {
        name = Statements().Replace(name, "");
        name = Submission().Replace(name, "");
        name = StateMachine().Replace(name, "${name}()");
        name = Lambda().Replace(name, "lambda(");
        return name;
    }

    [GeneratedRegex(@"^Exception raised from [^\n]*\(most recent call first\):[^\n]*\n?(^frame #\d+: [^\n]*\n?)*", RegexOptions.Multiline)]
    private static partial Regex NativeFrames();

    [GeneratedRegex(@"^\((?<line>\d+),\d+\): error \w+: (?<message>.+)$", RegexOptions.Singleline)]
    private static partial Regex DirectiveError();

    [GeneratedRegex(@"^\s*at (?<method>.+?)(?: in (?<file>.+):line (?<line>\d+))?\s*$")]
    private static partial Regex Frame();

    [GeneratedRegex(@"^Submission#\d+(\.|\+)(<<Initialize>>d__\d+\.MoveNext\(\)|<Initialize>\(.*\))$")]
    private static partial Regex Statements();

    [GeneratedRegex(@"Submission#\d+(\.|\+)")]
    private static partial Regex Submission();

    [GeneratedRegex(@"<(?<name>\w+)>d__\d+\.MoveNext\(\)")]
    private static partial Regex StateMachine();

    [GeneratedRegex(@"<>c(__DisplayClass\w+)?\.<+\w+>+\w*\(")]
    private static partial Regex Lambda();
}
