using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Viva.Notebooks.Kernel;

namespace Viva.Notebooks.Running;

/// <summary>
/// Collects the outputs of one cell: joins the pieces of a stream, replaces updated displays, drops what exceeds the limits.
/// </summary>
internal sealed class OutputCollector(int maxText, int maxDisplays)
{
    private readonly List<Entry> _entries = [];
    private long _text,
        _displays;
    private int _droppedDisplays;

    private sealed class Entry(CellOutput output)
    {
        public CellOutput Output { get; set; } = output;

        /// <summary>For a stream, its text so far.</summary>
        public StringBuilder? Text { get; init; }
    }

    /// <summary>The outputs so far.</summary>
    public IEnumerable<CellOutput> All =>
        _entries.Select(entry => entry.Text is { } text ? CellOutput.Stream(entry.Output.Name, text.ToString()) : entry.Output);

    /// <summary>Adds an output at the end; false for an update whose display is not here.</summary>
    public bool Add(CellOutput output)
    {
        switch (output.Kind)
        {
            case OutputKind.Stream:
                AddText(output);
                return true;
            case OutputKind.Update:
                if (_entries.Find(entry => entry.Output.Kind == OutputKind.Display && entry.Output.Name == output.Name) is not { } display)
                {
                    return false;
                }

                if (Fits(output, Size(display.Output)))
                {
                    display.Output = CellOutput.Display(output.Name, output.Data);
                }

                return true;
            case OutputKind.Error:
                _entries.Add(new Entry(output));
                return true;
            default:
                if (Fits(output, 0))
                {
                    _entries.Add(new Entry(output));
                }

                return true;
        }
    }

    /// <summary>The outputs as nbformat stores them, with a note where some were dropped.</summary>
    public IEnumerable<JsonObject> ToJson(int executionCount)
    {
        foreach (var output in All)
        {
            yield return output.ToJson(executionCount);
        }

        if (_text > maxText)
        {
            yield return Note($"Output truncated: {_text:N0} characters in all, the first {maxText:N0} are kept.\n");
        }

        if (_droppedDisplays > 0)
        {
            yield return Note(
                $"{_droppedDisplays:N0} displays dropped: together with the others they exceed {maxDisplays:N0} characters.\n"
            );
        }
    }

    private static JsonObject Note(FormattableString text) =>
        CellOutput.Stream("stderr", text.ToString(CultureInfo.InvariantCulture)).ToJson(0);

    private void AddText(CellOutput output)
    {
        var room = (int)Math.Clamp(maxText - _text, 0, output.Text.Length);
        _text += output.Text.Length;
        if (room == 0)
        {
            return;
        }

        if (_entries.LastOrDefault() is not { Text: { } text, Output: var last } || last.Name != output.Name)
        {
            text = new StringBuilder();
            _entries.Add(new Entry(CellOutput.Stream(output.Name, "")) { Text = text });
        }
        text.Append(output.Text.AsSpan(0, room));
    }

    private bool Fits(CellOutput output, long replaced)
    {
        var size = Size(output);
        if (_displays - replaced + size > maxDisplays)
        {
            _droppedDisplays++;
            return false;
        }
        _displays += size - replaced;
        return true;
    }

    private static long Size(CellOutput output) => output.Data.Sum(entry => (long)entry.Value.Length);
}
