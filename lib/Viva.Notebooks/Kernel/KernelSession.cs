using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.DotNet.Interactive.Events;
using Viva.Notebooks.Analysis;
using Viva.Notebooks.Documents;

namespace Viva.Notebooks.Kernel;

/// <summary>
/// Runs the cells of one notebook, one after another, in Microsoft's .NET Interactive kernel, so that they do what they do in VS Code and
/// Jupyter. Outputs go to the callback in the order in which they are made; errors are in the cell's own terms.
/// </summary>
public sealed class KernelSession : IDisposable
{
    private const int StreamChunk = 8192;
    private static readonly TimeSpan StreamDelay = TimeSpan.FromMilliseconds(50);

    private readonly Action<CellOutput> _output;
    private readonly NotebookKernel _kernel;
    private readonly IDisposable _events;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();
    private readonly Timer _flush;
    private readonly List<string> _errors = [];
    private string _stream = "stdout";
    private CommandFailed? _failure;

    /// <summary>Starts a session.</summary>
    /// <param name="folder">The notebook's folder, against which <c>#!import</c> is resolved.</param>
    /// <param name="output">Receives each output; called from any thread, one call at a time.</param>
    /// <param name="inputs">
    /// Answers for cells that ask (<c>@input</c>, <c>@password</c>), by the name or the prompt of what they ask for.
    /// </param>
    public KernelSession(string folder, Action<CellOutput> output, IReadOnlyDictionary<string, string>? inputs = null)
    {
        Folder = Path.GetFullPath(folder);
        _output = output;
        _flush = new Timer(_ => FlushStream());
        ConsoleCapture.Enter(this);
        _kernel = new NotebookKernel(Folder, inputs ?? new Dictionary<string, string>(), Begin);
        _events = _kernel.Root.KernelEvents.Subscribe(new KernelObserver(Receive));
    }

    /// <summary>The notebook's folder.</summary>
    public string Folder { get; }

    /// <summary>Runs a cell. Its failure is in the result and among the outputs, not thrown.</summary>
    /// <param name="code">C# script with the kernel's directives, or what the kernel <paramref name="language"/> takes.</param>
    /// <param name="name">What error messages call the cell.</param>
    /// <param name="language">The kernel that the cell is for; null for C#.</param>
    /// <param name="cancellation">
    /// Interrupts the cell: the kernel's token is cancelled, and code that ignores it is stopped, wherever in managed code it is.
    /// </param>
    public async Task<CellResult> RunAsync(string code, string name, string? language = null, CancellationToken cancellation = default)
    {
        await _turn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            var start = Stopwatch.GetTimestamp();
            (_failure, _kernel.Inputs.Refusal) = (null, null);
            _errors.Clear();
            var source = new CellSource(code, name, language);
            // A token for this cell alone: the kernel never removes what it registers on a token, which would keep the cell's values alive.
            using var own = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            // The compiler would overflow the stack and end the process.
            var tooDeep = KernelNames.IsCSharp(source.Language) ? CellDepth.LineOf(code) : null;
            var refusal =
                tooDeep is not null ? $"The cell cannot be compiled: {CellDepth.CodeProblem}. {CellDepth.NextStep}."
                : !_kernel.Knows(source.Language) ? UnsupportedLanguageKernel.Refusal(source.Language)
                : null;
            if (refusal is null)
            {
                await _kernel.SubmitAsync(source, own.Token).ConfigureAwait(false);
            }

            var error =
                refusal is not null ? ErrorText.Refused(refusal, source, tooDeep ?? 0)
                : cancellation.IsCancellationRequested ? ErrorText.Interrupted(_kernel.StoppedAt, name)
                : _failure is { } failure ? ErrorText.Failure(failure, _kernel.Inputs.Refusal, source)
                : null;
            if (error is { Line: 0, Kind: not CellErrorKind.Interrupted })
            {
                error = error with { Line = source.LineOf("#!import") };
            }
            // The kernel reports some failures twice: for the directive and for the cell.
            foreach (var message in _errors.Where(message => message != error?.Message))
            {
                WriteStream("stderr", message + "\n");
            }

            if (error is not null)
            {
                Send(CellOutput.Error(error.Type, error.Message, error.Trace));
            }

            FlushStream();
            return new CellResult(Stopwatch.GetElapsedTime(start), error);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends the session.</summary>
    public void Dispose()
    {
        ConsoleCapture.Leave(this);
        _events.Dispose();
        _flush.Dispose();
        _kernel.Dispose();
    }

    /// <summary>Appends to the pending text of a stream; text is passed on in chunks or after a short delay.</summary>
    internal void WriteStream(string name, ReadOnlySpan<char> text)
    {
        // An interruption does not break into a finally block, so no output is passed on in halves.
        try { }
        finally
        {
            lock (_gate)
            {
                if (name != _stream)
                {
                    FlushStream();
                }

                _stream = name;
                if (_text.Length == 0)
                {
                    _flush.Change(StreamDelay, Timeout.InfiniteTimeSpan);
                }

                _text.Append(text);
                if (_text.Length >= StreamChunk)
                {
                    FlushStream();
                }
            }
        }
    }

    private void FlushStream()
    {
        lock (_gate)
        {
            if (_text.Length == 0)
            {
                return;
            }

            var text = _text.ToString();
            _text.Clear();
            _output(CellOutput.Stream(_stream, text));
        }
    }

    private void Send(CellOutput output)
    {
        try { }
        finally
        {
            lock (_gate)
            {
                FlushStream();
                _output(output);
            }
        }
    }

    /// <summary>What each piece of code begins with, on its thread.</summary>
    private void Begin()
    {
        ConsoleCapture.Enter(this);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
    }

    private void Receive(KernelEvent happened)
    {
        switch (happened)
        {
            case StandardOutputValueProduced output:
                WriteStream("stdout", Text(output));
                break;
            case StandardErrorValueProduced output:
                WriteStream("stderr", Text(output));
                break;
            case ErrorProduced error:
                _errors.Add(error.Message);
                break;
            case DisplayedValueUpdated update:
                Send(CellOutput.Update(update.ValueId, Data(update)));
                break;
            case ReturnValueProduced result:
                Send(CellOutput.Result(Data(result)));
                break;
            case DisplayEvent display:
                Send(CellOutput.Display(display.ValueId ?? Guid.NewGuid().ToString("n"), Data(display)));
                break;
            case CommandFailed failure when _failure is null:
                _failure = failure;
                break;
        }
    }

    private static string Text(DisplayEvent output) => string.Concat(output.FormattedValues.Select(value => value.Value));

    private static Dictionary<string, string> Data(DisplayEvent display)
    {
        var data = new Dictionary<string, string>();
        foreach (var value in display.FormattedValues)
        {
            data[value.MimeType] = value.Value;
        }

        return data;
    }
}
