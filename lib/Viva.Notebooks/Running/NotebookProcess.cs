using System.Diagnostics;
using System.Globalization;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading.Channels;
using Viva.Notebooks.Kernel;

namespace Viva.Notebooks.Running;

/// <summary>A process that runs the cells of one notebook, seen from outside.</summary>
internal sealed class NotebookProcess : IDisposable
{
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(1);

    // A started process inherits the pipe ends that are open at that moment: one start at a time keeps them apart.
    private static readonly Lock Starting = new();

    private readonly Process _process;
    private readonly BinaryWriter _commands;
    private readonly BinaryReader _events;
    private readonly Lock _gate = new();
    private readonly Task _exited;
    private readonly Task _reading;
    private readonly RawStream _rawOut,
        _rawError;
    private readonly Timer _memory;
    private Action<CellOutput> _sink = _ => { };
    private TaskCompletionSource<CellResult>? _done;
    private long _peakBytes;

    private NotebookProcess(Process process, Stream commands, Stream events)
    {
        _process = process;
        _commands = Protocol.Writer(commands);
        _events = Protocol.Reader(events);
        _exited = process.WaitForExitAsync();
        _rawOut = new RawStream(process.StandardOutput.BaseStream, text => Send(CellOutput.Stream("stdout", text)));
        _rawError = new RawStream(process.StandardError.BaseStream, text => Send(CellOutput.Stream("stderr", text)));
        _reading = Task.Factory.StartNew(Read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        _memory = new Timer(_ => MeasureMemory(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(250));
    }

    /// <summary>The most memory that the process has held so far.</summary>
    public long PeakBytes => Interlocked.Read(ref _peakBytes);

    /// <summary>Starts a process in <paramref name="folder"/>.</summary>
    /// <exception cref="InvalidOperationException">It cannot be started; the message says why.</exception>
    public static NotebookProcess Start(
        string folder,
        IReadOnlyDictionary<string, string?> environment,
        IReadOnlyDictionary<string, string> inputs
    )
    {
        var program = typeof(NotebookProcess).Assembly.Location;
        if (!File.Exists(Path.ChangeExtension(program, ".runtimeconfig.json")))
        {
            throw new InvalidOperationException(
                $"{Path.ChangeExtension(program, ".runtimeconfig.json")} is missing, so the notebook's process cannot start."
            );
        }

        lock (Starting)
        {
            var commands = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.Inheritable);
            var events = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
            var start = new ProcessStartInfo(DotnetHost())
            {
                ArgumentList = { "exec", program, commands.GetClientHandleAsString(), events.GetClientHandleAsString(), folder },
                WorkingDirectory = folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            foreach (var (name, value) in environment)
            {
                if (value is null)
                {
                    start.Environment.Remove(name);
                }
                else
                {
                    start.Environment[name] = value;
                }
            }
            try
            {
                var process = Process.Start(start)!;
                process.StandardInput.Close();
                var started = new NotebookProcess(process, commands, events);
                started.SendInputs(inputs);
                return started;
            }
            catch (System.ComponentModel.Win32Exception exception)
            {
                commands.Dispose();
                events.Dispose();
                throw new InvalidOperationException(
                    $"The notebook's process ({start.FileName}) cannot start: {exception.Message}.",
                    exception
                );
            }
            finally
            {
                commands.DisposeLocalCopyOfClientHandle();
                events.DisposeLocalCopyOfClientHandle();
            }
        }
    }

    /// <summary>
    /// Runs a cell. Its outputs, and what threads of earlier cells still print, go to <paramref name="sink"/>.
    /// </summary>
    /// <exception cref="OperationCanceledException">
    /// <paramref name="cancellation"/> came before the end of the cell, which may run on until this is disposed of.
    /// </exception>
    public async Task<CellEnd> RunAsync(
        string name,
        string language,
        string code,
        Action<CellOutput> sink,
        TimeSpan timeout,
        TimeSpan grace,
        CancellationToken cancellation
    )
    {
        var done = new TaskCompletionSource<CellResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _sink = sink;
            _done = done;
        }
        Send(Protocol.Run, name, language, code);

        var interrupted = false;
        var first = await Task.WhenAny(done.Task, _exited, Task.Delay(timeout, cancellation)).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        if (first != done.Task && first != _exited)
        {
            interrupted = true;
            Send(Protocol.Interrupt);
            await Task.WhenAny(done.Task, _exited, Task.Delay(grace, cancellation)).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
        }
        MeasureMemory();
        if (done.Task.IsCompletedSuccessfully)
        {
            await Task.WhenAny(Task.WhenAll(_rawOut.NextMark(), _rawError.NextMark()), Task.Delay(Drain, cancellation))
                .ConfigureAwait(false);
            return new CellEnd(done.Task.Result, interrupted, null);
        }

        if (_exited.IsCompleted)
        {
            await Task.WhenAny(Task.WhenAll(_reading, _rawOut.Ended, _rawError.Ended), Task.Delay(Drain, cancellation))
                .ConfigureAwait(false);
            // A signal to the whole group may reach the process first.
            cancellation.ThrowIfCancellationRequested();
            return done.Task.IsCompletedSuccessfully
                ? new CellEnd(done.Task.Result, interrupted, null)
                : new CellEnd(null, interrupted, interrupted ? null : _process.ExitCode);
        }
        Kill();
        return new CellEnd(null, interrupted, null);
    }

    /// <summary>Ends the process and all that it started.</summary>
    public void Dispose()
    {
        _memory.Dispose();
        lock (_gate)
        {
            _sink = _ => { };
        }
        // First, while what the cells started can still be found: when the pipe closes the process ends
        // by itself, and its children no longer have a parent.
        Kill();
        try
        {
            _commands.Dispose();
        }
        catch (IOException)
        {
            // The process is gone already.
        }
        // A process that escaped holds the other end of the pipe open, and closing this end would wait for it.
        _ = _reading.ContinueWith(_ => _events.Dispose(), TaskScheduler.Default);
        _process.Dispose();
    }

    private void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception exception)
            when (exception is InvalidOperationException or AggregateException or System.ComponentModel.Win32Exception)
        {
            // It ended by itself in the meantime.
        }
    }

    private void SendInputs(IReadOnlyDictionary<string, string> inputs)
    {
        try
        {
            _commands.Write(Protocol.Inputs);
            _commands.Write(inputs.Count);
            foreach (var (name, value) in inputs)
            {
                _commands.Write(name);
                _commands.Write(value);
            }
            _commands.Flush();
        }
        catch (IOException)
        {
            // The process is gone; its exit is noticed and reported.
        }
    }

    private void Send(byte command, params string[] fields)
    {
        try
        {
            _commands.Write(command);
            foreach (var field in fields)
            {
                _commands.Write(field);
            }

            _commands.Flush();
        }
        catch (IOException)
        {
            // The process is gone; its exit is noticed and reported.
        }
    }

    private void Send(CellOutput output)
    {
        lock (_gate)
        {
            _sink(output);
        }
    }

    private void Read()
    {
        try
        {
            while (true)
            {
                switch (_events.ReadByte())
                {
                    case Protocol.Output:
                        Send(Protocol.ReadOutput(_events));
                        break;
                    case Protocol.Done:
                        var result = Protocol.ReadDone(_events);
                        lock (_gate)
                        {
                            _done?.TrySetResult(result);
                        }

                        break;
                }
            }
        }
        catch (Exception exception) when (exception is EndOfStreamException or IOException or ObjectDisposedException)
        {
            // The process ended, between messages or within one.
        }
    }

    private void MeasureMemory()
    {
        try
        {
            var bytes = OperatingSystem.IsLinux() ? LinuxPeak(_process.Id) : OtherPeak();
            if (bytes > PeakBytes)
            {
                Interlocked.Exchange(ref _peakBytes, bytes);
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException or UnauthorizedAccessException)
        {
            // The process has just ended; the last value stands.
        }
    }

    private static long LinuxPeak(int process)
    {
        foreach (var line in File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/status")))
        {
            if (!line.StartsWith("VmHWM:", StringComparison.Ordinal))
            {
                continue;
            }

            var kilobytes = line["VmHWM:".Length..].Replace("kB", "", StringComparison.Ordinal).Trim();
            return long.Parse(kilobytes, CultureInfo.InvariantCulture) * 1024;
        }
        return 0;
    }

    private long OtherPeak()
    {
        _process.Refresh();
        return _process.PeakWorkingSet64;
    }

    /// <summary>The program <c>dotnet</c> that runs this process, or the one that the runtime's own folder belongs to.</summary>
    private static string DotnetHost()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        if (Environment.ProcessPath is { } self && Path.GetFileName(self) == name)
        {
            return self;
        }

        var beside = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(beside) ? beside : name;
    }

    /// <summary>
    /// Reads what reaches the process's stdout or stderr without passing the console that the session captures: native code,
    /// processes that a cell starts, the runtime's last words.
    /// </summary>
    private sealed class RawStream
    {
        private readonly Stream _stream;
        private readonly Action<string> _text;
        private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
        private readonly Channel<bool> _marks = Channel.CreateUnbounded<bool>();
        private byte[] _held = [];

        public RawStream(Stream stream, Action<string> text)
        {
            _stream = stream;
            _text = text;
            Ended = ReadAsync();
        }

        /// <summary>Completes when the stream has ended.</summary>
        public Task Ended { get; }

        /// <summary>Completes when the next mark has been read.</summary>
        public Task<bool> NextMark() => _marks.Reader.ReadAsync().AsTask();

        private async Task ReadAsync()
        {
            var buffer = new byte[64 * 1024];
            try
            {
                for (int read; (read = await _stream.ReadAsync(buffer).ConfigureAwait(false)) > 0; )
                {
                    Take(buffer.AsSpan(0, read));
                }
            }
            catch (Exception exception) when (exception is IOException or ObjectDisposedException)
            {
                // The process is gone.
            }
            Pass(_held);
        }

        /// <summary>Passes text on and counts marks; a start of a mark at the end is held until the rest of it arrives.</summary>
        private void Take(ReadOnlySpan<byte> bytes)
        {
            ReadOnlySpan<byte> held = [.. _held, .. bytes],
                mark = Protocol.Mark;
            for (int at; (at = held.IndexOf(mark)) >= 0; held = held[(at + mark.Length)..])
            {
                Pass(held[..at]);
                _marks.Writer.TryWrite(true);
            }
            var keep = Math.Min(mark.Length - 1, held.Length);
            while (!mark.StartsWith(held[^keep..]))
            {
                keep--;
            }

            Pass(held[..^keep]);
            _held = held[^keep..].ToArray();
        }

        private void Pass(ReadOnlySpan<byte> bytes)
        {
            if (bytes.Length == 0)
            {
                return;
            }

            var characters = new char[_decoder.GetCharCount(bytes, flush: false)];
            _decoder.GetChars(bytes, characters, flush: false);
            if (characters.Length > 0)
            {
                _text(new string(characters));
            }
        }
    }
}

/// <summary>How a cell ended, seen from outside.</summary>
/// <param name="Result">What the session said, or null when it could no longer answer.</param>
/// <param name="TimedOut">Whether the cell took too long.</param>
/// <param name="ExitCode">The code with which the process ended by itself, or null.</param>
internal sealed record CellEnd(CellResult? Result, bool TimedOut, int? ExitCode);
