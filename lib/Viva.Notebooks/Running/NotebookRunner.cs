using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Viva.Notebooks.Documents;
using Viva.Notebooks.Kernel;

namespace Viva.Notebooks.Running;

/// <summary>Runs notebooks from top to bottom, each in a process of its own.</summary>
public static partial class NotebookRunner
{
    /// <summary>The MIME type of a measured result.</summary>
    public const string ResultType = "application/vnd.viva.result+json";

    /// <summary>The MIME type of a claim.</summary>
    public const string ClaimType = "application/vnd.viva.claim+json";

    /// <summary>The MIME type of a check's outcome.</summary>
    public const string CheckType = "application/vnd.viva.check+json";

    /// <summary>The MIME type of the line that says which data was used.</summary>
    public const string DataType = "application/vnd.viva.data+json";

    /// <summary>
    /// Runs a notebook and writes the executed one, also when a cell fails or <paramref name="cancellation"/> interrupts it. What goes
    /// wrong is in the result's <see cref="NotebookRun.Failure"/>.
    /// </summary>
    /// <remarks>
    /// After a cell tagged <c>solution</c> the latest cell tagged <c>check</c> runs again; its outputs join the solution's, and every check
    /// there must hold. Elsewhere a check may fail only in a cell tagged <c>check</c> or <c>exercise</c>,
    /// which the reader has yet to solve.
    /// </remarks>
    /// <exception cref="OperationCanceledException">The run was cancelled before it began.</exception>
    public static async Task<NotebookRun> RunAsync(
        string path,
        RunOptions options,
        IProgress<RunProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        cancellation.ThrowIfCancellationRequested();
        var run = new Run(path, options);
        await run.ExecuteAsync(progress, cancellation).ConfigureAwait(false);
        return run.Finish();
    }

    private sealed partial class Run(string path, RunOptions options)
    {
        private readonly long _start = Stopwatch.GetTimestamp();
        private readonly List<CellTiming> _cells = [];
        private readonly List<(NotebookCell Cell, OutputCollector Outputs)> _outputs = [];
        private readonly List<RunFailure> _allowed = [];
        private NotebookDocument? _document;
        private RunFailure? _failure;
        private double _seconds;
        private long _peakBytes;

        public async Task ExecuteAsync(IProgress<RunProgress>? progress, CancellationToken cancellation)
        {
            try
            {
                _document = NotebookDocument.Read(path);
            }
            catch (NotebookException exception)
            {
                Fail(
                    new RunFailure(RunFailureKind.Notebook, path, exception.Problem + ".", exception.NextStep + ".")
                    {
                        Cell = exception.Cell,
                        Line = exception.Line,
                    }
                );
                return;
            }

            NotebookCell[] cells = [.. _document.Cells.Where(cell => cell.Kind == CellKind.Code)];
            foreach (var cell in cells)
            {
                cell.Outputs.Clear();
                cell.ExecutionCount = null;
                cell.Metadata.Remove("execution");
            }
            try
            {
                using var process = NotebookProcess.Start(
                    Path.GetDirectoryName(Path.GetFullPath(path))!,
                    options.Environment,
                    options.Inputs
                );
                try
                {
                    await RunCellsAsync(process, cells, progress, cancellation).ConfigureAwait(false);
                }
                finally
                {
                    _peakBytes = process.PeakBytes;
                }
            }
            catch (InvalidOperationException exception)
            {
                Fail(new RunFailure(RunFailureKind.Environment, path, exception.Message, "Build the project again, or run: viva doctor"));
            }
        }

        public NotebookRun Finish()
        {
            _seconds = Stopwatch.GetElapsedTime(_start).TotalSeconds;
            var shown = _outputs.SelectMany(entry => entry.Outputs.All).ToList();
            return new NotebookRun
            {
                Path = path,
                Cells = _cells,
                Results =
                [
                    .. Named(Payloads(shown, ResultType).Select(ToResult), result => result.Name)
                        .Select(named => named.Item with { Name = named.Name }),
                ],
                Claims =
                [
                    .. Named(
                            _outputs.SelectMany(entry =>
                                Payloads(entry.Outputs.All, ClaimType)
                                    .Select(json => MeasuredClaim.Of(json) with { Cell = Number(entry.Cell), CellId = entry.Cell.Id })
                            ),
                            claim => claim.Sentence
                        )
                        .Select(named => named.Item with { Sentence = named.Name }),
                ],
                Data =
                [
                    .. Payloads(shown, DataType)
                        .Select(json => new DataUse(Text(json, "name"), Text(json, "origin"), (bool?)json["substitute"] ?? false))
                        .Distinct(),
                ],
                Seconds = _seconds,
                PeakMemoryMb = _peakBytes / 1048576.0,
                OutputPath = Write(),
                Failure = _failure,
                Allowed = _allowed,
            };
        }

        private async Task RunCellsAsync(
            NotebookProcess process,
            NotebookCell[] cells,
            IProgress<RunProgress>? progress,
            CancellationToken cancellation
        )
        {
            NotebookCell? check = null;
            for (var i = 0; i < cells.Length && _failure is null; i++)
            {
                var cell = cells[i];
                progress?.Report(new RunProgress(i + 1, cells.Length, cell.Id));
                var outputs = new OutputCollector(options.MaxOutput, options.MaxDisplays);
                _outputs.Add((cell, outputs));
                cell.ExecutionCount = i + 1;

                var begun = DateTimeOffset.UtcNow;
                var seconds = await RunCellAsync(process, cell, cell, outputs, cancellation).ConfigureAwait(false);
                if (_failure is null && cell.Tags.Contains("solution") && check is not null)
                {
                    seconds += await RunCellAsync(process, cell, check, outputs, cancellation).ConfigureAwait(false);
                }

                cell.Metadata["execution"] = Times(begun, seconds);
                _cells.Add(new CellTiming(Number(cell), cell.Id, seconds, _failure is null));

                if (_failure is { Kind: RunFailureKind.Cell } failure && (options.AllowErrors || cell.Tags.Contains("raises-exception")))
                {
                    _allowed.Add(failure);
                    _failure = null;
                    continue;
                }
                if (cell.Tags.Contains("check"))
                {
                    check = cell;
                }

                if (_failure is null)
                {
                    RequireChecks(cell, outputs, check);
                }
            }
        }

        /// <summary>When a cell began and ended, under the names that Jupyter's clients give to the messages of these moments.</summary>
        private static JsonObject Times(DateTimeOffset begun, double seconds) =>
            new()
            {
                ["iopub.execute_input"] = begun.ToString("O", CultureInfo.InvariantCulture),
                ["shell.execute_reply"] = begun.AddSeconds(seconds).ToString("O", CultureInfo.InvariantCulture),
            };

        /// <summary>Runs <paramref name="code"/> as part of <paramref name="cell"/>, to which its outputs and failures belong.</summary>
        private async Task<double> RunCellAsync(
            NotebookProcess process,
            NotebookCell cell,
            NotebookCell code,
            OutputCollector outputs,
            CancellationToken cancellation
        )
        {
            var start = Stopwatch.GetTimestamp();
            var left = options.NotebookTimeout - Stopwatch.GetElapsedTime(_start);
            var limit = left < options.CellTimeout ? left : options.CellTimeout;
            CellEnd end;
            try
            {
                end = await process
                    .RunAsync(
                        CellName(code),
                        code.KernelName ?? _document!.DefaultKernel,
                        code.Source,
                        Add,
                        limit > TimeSpan.Zero ? limit : TimeSpan.Zero,
                        options.Grace,
                        cancellation
                    )
                    .ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                Fail(
                    At(
                        cell,
                        RunFailureKind.Interrupted,
                        "The run was interrupted in this cell.",
                        "Run it again; the executed notebook holds the outputs up to here."
                    ),
                    outputs
                );
                return Stopwatch.GetElapsedTime(start).TotalSeconds;
            }
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

            var again = cell == code ? "" : $" (while the check cell '{code.Id}' ran again for this solution)";
            if (end.TimedOut)
            {
                FailTimeout(cell, outputs, end, left < options.CellTimeout, again);
            }
            else if (end.ExitCode is { } exit)
            {
                Fail(At(cell, RunFailureKind.ProcessEnded, (LastWords(outputs) ?? ExitMessage(exit)) + again, ExitNextStep(exit)), outputs);
            }
            else if (end.Result is { Error: { } error })
            {
                _failure = CellFailure(cell, error, again);
            }

            return seconds;

            void Add(CellOutput output)
            {
                if (outputs.Add(output))
                {
                    return;
                }

                foreach (var (_, earlier) in _outputs)
                {
                    if (earlier.Add(output))
                    {
                        return;
                    }
                }
            }
        }

        private RunFailure CellFailure(NotebookCell cell, CellError error, string again)
        {
            var setup = cell.Source.TrimStart().StartsWith("#!import", StringComparison.Ordinal);
            var what =
                error.Kind == CellErrorKind.Compilation && error.Type != "Directive"
                    ? $"does not compile: {error.Type}: {error.Message}"
                    : error.Message;
            if (error.Kind == CellErrorKind.Exception)
            {
                what = setup ? error.Message : $"{error.Type}: {error.Message}";
            }

            return At(
                cell,
                setup ? RunFailureKind.Environment : RunFailureKind.Cell,
                what + again,
                "Open the executed notebook to see it in place."
            ) with
            {
                Line = error.Line > 0 ? error.Line : null,
                Trace = error.Trace,
            };
        }

        private void FailTimeout(NotebookCell cell, OutputCollector outputs, CellEnd end, bool whole, string again)
        {
            var limit = whole ? options.NotebookTimeout : options.CellTimeout;
            var what = string.Create(
                CultureInfo.InvariantCulture,
                $"{(whole ? "The notebook" : "The cell")} did not end within {limit.TotalSeconds:0.#} s{again}"
            );
            what += end.Result is null ? ", did not react to the interruption, and its process was ended." : " and was interrupted.";
            var failure = At(cell, RunFailureKind.Timeout, what, "Allow more time with --timeout, or make it do less.") with
            {
                Line = end.Result?.Error?.Line is > 0 and var line ? line : null,
                Trace = end.Result?.Error?.Trace ?? [],
            };
            if (end.Result?.Error is not null)
            {
                _failure = failure;
            }
            else
            {
                Fail(failure, outputs);
            }
        }

        /// <summary>
        /// What a process that ended by itself wrote about it on stderr: libtorch, when nothing handled an error
        /// in its C++ code, or the runtime.
        /// </summary>
        private static string? LastWords(OutputCollector outputs)
        {
            var text = string.Concat(
                outputs.All.Where(output => output is { Kind: OutputKind.Stream, Name: "stderr" }).Select(output => output.Text)
            );
            if (NativeError().Match(text) is { Success: true } native)
            {
                return $"libtorch ended the notebook's process: {native.Groups["what"].Value.TrimEnd()}";
            }

            return text.Contains("Stack overflow.", StringComparison.Ordinal)
                ? "The stack overflowed, which ended the notebook's process (signal 6): a method calls itself without end, "
                    + "or code or data nest too deeply."
                : null;
        }

        private static string ExitMessage(int code) =>
            code switch
            {
                > 128 and < 160 => $"The notebook's process was ended by signal {code - 128}{SignalName(code - 128)}.",
                _ => $"The cell ended the notebook's process (exit code {code}).",
            };

        private static string SignalName(int signal) =>
            signal switch
            {
                4 => " (illegal instruction)",
                6 => " (abort: a crash in native code, a stack overflow or Environment.FailFast)",
                7 => " (bus error)",
                8 => " (arithmetic error)",
                9 => " (killed)",
                11 => " (a crash in native code)",
                15 => " (terminated)",
                _ => "",
            };

        private static string ExitNextStep(int code) =>
            code switch
            {
                137 => "If the machine ran out of memory, use smaller sizes or close other programs.",
                > 128 => "The last lines on stderr, in the executed notebook, say more.",
                _ => "Remove what ends the process, such as Environment.Exit.",
            };

        private void RequireChecks(NotebookCell cell, OutputCollector outputs, NotebookCell? check)
        {
            if (cell.Tags.Contains("check") || cell.Tags.Contains("exercise"))
            {
                return;
            }

            JsonNode[] checks = [.. Payloads(outputs.All, CheckType)];
            if (checks.FirstOrDefault(json => json["ok"]?.GetValueKind() != JsonValueKind.True) is { } failed)
            {
                var what = cell.Tags.Contains("solution") ? $"The solution does not pass the check '{check?.Id}'" : "A check does not hold";
                Fail(
                    At(cell, RunFailureKind.Check, $"{what}: {Text(failed, "message")}", "Open the executed notebook to see it in place.")
                );
            }
            else if (cell.Tags.Contains("solution") && checks.Length == 0)
            {
                Fail(
                    At(
                        cell,
                        RunFailureKind.Check,
                        check is null
                            ? "No cell tagged 'check' comes before this solution."
                            : $"The check cell '{check.Id}' checked nothing.",
                        "Let it call Check.That or Check.Close."
                    )
                );
            }
        }

        private string? Write()
        {
            if (_document is null || options.OutputFolder is not { } folder)
            {
                return null;
            }

            foreach (var (cell, outputs) in _outputs)
            {
                foreach (var output in outputs.ToJson(cell.ExecutionCount!.Value))
                {
                    cell.Outputs.Add((JsonNode)output);
                }
            }
            var file = Path.Combine(folder, Path.GetFileNameWithoutExtension(path) + ".ipynb");
            try
            {
                Directory.CreateDirectory(folder);
                _document.Write(file);
                return file;
            }
            catch (Exception exception) when (exception is NotebookException or IOException or UnauthorizedAccessException)
            {
                var problem = exception is NotebookException { Problem: var known } ? known : exception.Message;
                Fail(
                    new RunFailure(
                        RunFailureKind.Environment,
                        path,
                        $"The executed notebook cannot be written to {file}: {problem.TrimEnd('.')}.",
                        "Free some space there, or name another folder with --out."
                    )
                );
                return null;
            }
        }

        /// <summary>Records the first failure; with <paramref name="outputs"/> it also shows in the cell.</summary>
        private void Fail(RunFailure failure, OutputCollector? outputs = null)
        {
            outputs?.Add(CellOutput.Error(failure.Kind.ToString(), failure.Message, [failure.Message, .. failure.Trace]));
            _failure ??= failure;
        }

        private RunFailure At(NotebookCell cell, RunFailureKind kind, string message, string nextStep) =>
            new(kind, path, message, nextStep) { Cell = Number(cell), CellId = cell.Id };

        private int Number(NotebookCell cell) => _document!.Cells.ToList().IndexOf(cell) + 1;

        private string CellName(NotebookCell cell) => string.Create(CultureInfo.InvariantCulture, $"cell {Number(cell)} ({cell.Id})");

        private static IEnumerable<JsonNode> Payloads(IEnumerable<CellOutput> outputs, string type)
        {
            foreach (var output in outputs)
            {
                if (output.Data.TryGetValue(type, out var text) && CellOutput.TryParse(text, out var read) && read is { } json)
                {
                    yield return json;
                }
            }
        }

        private static string Text(JsonNode json, string name) => json[name]?.ToString() ?? "";

        private static MeasuredResult ToResult(JsonNode json) =>
            new(
                Text(json, "name"),
                Number(json, "value") ?? double.NaN,
                Number(json, "atLeast"),
                Number(json, "atMost"),
                json["met"]?.GetValueKind() != JsonValueKind.False,
                json["quick"]?.GetValueKind() == JsonValueKind.True
            );

        /// <summary>Tells what has one name apart by ordinals, which are the same in every run of a notebook.</summary>
        private static IEnumerable<(T Item, string Name)> Named<T>(IEnumerable<T> items, Func<T, string> nameOf)
        {
            var taken = new HashSet<string>();
            foreach (var item in items)
            {
                var name = nameOf(item);
                for (var i = 2; !taken.Add(name); i++)
                {
                    name = string.Create(CultureInfo.InvariantCulture, $"{nameOf(item)} ({i})");
                }

                yield return (item, name);
            }
        }

        [GeneratedRegex(@"terminate called after throwing an instance of '[^']*'\s*what\(\):\s*(?<what>[^\n]*)")]
        private static partial Regex NativeError();

        private static double? Number(JsonNode json, string name) =>
            json[name] is JsonValue value && value.TryGetValue(out double number) ? number : null;
    }
}
