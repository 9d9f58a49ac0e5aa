using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Text;
using Viva.Notebooks.Documents;

namespace Viva.Notebooks.Session;

/// <summary>
/// Runs the cells of one notebook, one after another, on a thread of its own. Variables, types and usings carry over from cell to
/// cell; outputs go to the callback in the order in which they are made.
/// </summary>
public sealed class ScriptSession : IDisposable
{
    private const int StreamChunk = 8192;
    private const int MaxImports = 20;
    private static readonly TimeSpan StreamDelay = TimeSpan.FromMilliseconds(50);

    private readonly Action<CellOutput> _output;
    private readonly CellCompiler _compiler;
    private readonly BlockingCollection<Action> _work = [];
    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();
    private readonly Timer _flush;
    private readonly string _id = Guid.NewGuid().ToString("n")[..8];
    private object?[] _submissions = new object?[64];
    private string _stream = "stdout";
    private int _displays;
    private int _imports;

    /// <summary>Starts a session.</summary>
    /// <param name="folder">The notebook's folder, against which <c>#!import</c> and <c>#r</c> are resolved.</param>
    /// <param name="output">Receives each output; called from any thread, one call at a time.</param>
    public ScriptSession(string folder, Action<CellOutput> output)
    {
        Folder = Path.GetFullPath(folder);
        _output = output;
        _compiler = new CellCompiler(Folder, new SessionAssemblies());
        CompilerWarmUp.Start();
        _flush = new Timer(_ => FlushStream());
        new Thread(Work, 16 * 1024 * 1024) { IsBackground = true, Name = "notebook cells" }.Start();
    }

    /// <summary>The notebook's folder.</summary>
    public string Folder { get; }

    /// <summary>Runs a cell. Its failure is in the result and among the outputs, not thrown.</summary>
    /// <param name="code">C# script; may hold <c>#!import</c> and <c>#!time</c>.</param>
    /// <param name="name">What error messages call the cell.</param>
    /// <param name="cancellation">Interrupts the cell: managed code stops wherever it is.</param>
    public Task<CellResult> RunAsync(string code, string name, CancellationToken cancellation = default)
    {
        var done = new TaskCompletionSource<CellResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() =>
        {
            try
            {
                done.SetResult(RunCell(code, name, cancellation));
            }
            catch (Exception exception)
            {
                done.SetException(exception);
            }
        }, CancellationToken.None);
        return done.Task;
    }

    /// <summary>Ends the session once its last cell has run.</summary>
    public void Dispose()
    {
        _work.CompleteAdding();
        ConsoleCapture.Leave(this);
        _flush.Dispose();
    }

    /// <summary>Appends to the pending text of a stream; text is passed on in chunks, or after a short while.</summary>
    internal void WriteStream(string name, ReadOnlySpan<char> text)
    {
        // An interruption does not break into a finally block, so nothing is passed on by halves.
        try
        {
        }
        finally
        {
            lock (_gate)
            {
                if (name != _stream) FlushStream();
                _stream = name;
                if (_text.Length == 0) _flush.Change(StreamDelay, Timeout.InfiniteTimeSpan);
                _text.Append(text);
                if (_text.Length >= StreamChunk) FlushStream();
            }
        }
    }

    /// <summary>Shows a value and returns what replaces it in place.</summary>
    internal Action<object> Display(object? value)
    {
        string id = $"{_id}-{Interlocked.Increment(ref _displays)}";
        Send(CellOutput.Display(id, ValueFormatter.Format(value)));
        return next => Send(CellOutput.Update(id, ValueFormatter.Format(next)));
    }

    private void FlushStream()
    {
        lock (_gate)
        {
            if (_text.Length == 0) return;
            string text = _text.ToString();
            _text.Clear();
            _output(CellOutput.Stream(_stream, text));
        }
    }

    private void Send(CellOutput output)
    {
        try
        {
        }
        finally
        {
            lock (_gate)
            {
                FlushStream();
                _output(output);
            }
        }
    }

    private void Work()
    {
        foreach (var action in _work.GetConsumingEnumerable()) action();
    }

    private CellResult RunCell(string code, string name, CancellationToken cancellation)
    {
        ConsoleCapture.Enter(this);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        long start = Stopwatch.GetTimestamp();
        var error = RunParts(code, name, cancellation, out bool time);
        // A library that holds back live updates leaves here what shows the last ones.
        (AppContext.GetData("notebook.flush") as Action)?.Invoke();
        var elapsed = Stopwatch.GetElapsedTime(start);
        if (error is not null) Send(CellOutput.Error(error.Type, error.Message, error.Trace));
        else if (time) Send(CellOutput.Display($"{_id}-time", ValueFormatter.Format(FormattableString.Invariant($"Wall time: {elapsed.TotalMilliseconds:N1} ms"))));
        FlushStream();
        return new CellResult(elapsed, error);
    }

    private CellError? RunParts(string code, string name, CancellationToken cancellation, out bool time)
    {
        time = false;
        try
        {
            (var parts, time) = CellDirectives.Split(code);
            foreach (var part in parts)
            {
                var error = part.Import is { } path ? Import(path, name, part.Line, cancellation) : RunCode(part.Code, name, cancellation);
                if (error is not null) return error;
            }
            return null;
        }
        catch (DirectiveException exception)
        {
            return Directive(name, exception.Line, exception.Message);
        }
    }

    private static CellError Directive(string name, int line, string message) =>
        new(CellErrorKind.Compilation, "Directive", message, line, [$"{name}, line {line}: {message}"]);

    private CellError? Import(string file, string name, int line, CancellationToken cancellation)
    {
        string path = Path.GetFullPath(file, Folder);
        if (!File.Exists(path)) return Directive(name, line, $"#!import: the file {path} does not exist.");
        if (_imports == MaxImports) return Directive(name, line, $"#!import {file}: more than {MaxImports} imports inside one another; does a file import itself?");

        _imports++;
        try
        {
            foreach (var (code, part) in ImportedFile.Read(path))
            {
                if (RunParts(code, part, cancellation, out _) is { } error) return error with { Line = line };
            }
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotebookException)
        {
            return Directive(name, line, $"#!import {file}: {exception.Message}");
        }
        finally
        {
            _imports--;
        }
    }

    // Not inlined, so that nothing on the stack keeps the cell's value alive while the next cell runs.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private CellError? RunCode(string code, string name, CancellationToken cancellation)
    {
        CompiledCell cell;
        try
        {
            cell = _compiler.Compile(code, name, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ErrorText.Interrupted(null, name);
        }
        if (!cell.Errors.IsEmpty) return ErrorText.Compilation(cell.Errors, name);
        try
        {
            if (cell.Factory is not null) Execute(cell, cancellation);
            return null;
        }
        catch (Exception exception) when (cancellation.IsCancellationRequested)
        {
            return ErrorText.Interrupted(exception, name);
        }
        catch (Exception exception)
        {
            return ErrorText.Exception(exception, name);
        }
    }

    private void Execute(CompiledCell cell, CancellationToken cancellation)
    {
        if (_submissions.Length < _compiler.Count + 2) Array.Resize(ref _submissions, _submissions.Length * 2);
        using var interruption = new Interruption(cancellation);
#pragma warning disable SYSLIB0046 // Made for this use: stopping a script that a person wrote and wants to stop.
        ControlledExecution.Run(() =>
        {
            var task = cell.Factory!(_submissions);
            object? value = task.IsCompletedSuccessfully ? task.Result : task.WaitAsync(cancellation).GetAwaiter().GetResult();
            if (value is not null || cell.HasValue()) Send(CellOutput.Result(ValueFormatter.Format(value)));
        }, interruption.Abort);
#pragma warning restore SYSLIB0046
    }
}
