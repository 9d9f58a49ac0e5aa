using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Viva.Notebooks.Documents;

/// <summary>
/// Reads and writes JSON as Python's <c>json</c> does, which is what Jupyter's files are made with. <c>System.Text.Json</c> alone cannot
/// write them: it escapes more, writes numbers differently, and refuses half a surrogate pair.
/// </summary>
internal static class NotebookJson
{
    /// <summary>Deeper than any chart nests, and shallow enough that walking the tree cannot exhaust the stack.</summary>
    public const int MaxDepth = 256;

    private static readonly IComparer<string> ByCodePoint = Comparer<string>.Create(CompareCodePoints);

    /// <summary>Parses JSON text; every fault is a <see cref="NotebookException"/> with line and column.</summary>
    public static JsonNode? Parse(string json, string? file)
    {
        try
        {
            return JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
        }
        catch (JsonException e)
        {
            var line = (int)(e.LineNumber ?? 0);
            var column = ColumnOf(json, line, (int)(e.BytePositionInLine ?? 0));
            throw new NotebookException(
                ProblemOf(json, e),
                "Restore the file from version control, or repair it there in a text editor",
                file,
                line + 1,
                column,
                innerException: e
            );
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            throw new NotebookException(
                "a text holds half of a surrogate pair",
                "Repair the file in a text editor",
                file,
                innerException: e
            );
        }
    }

    /// <summary>The JSON text of a node, without a final line break.</summary>
    public static string Write(JsonNode? node, JsonStyle style)
    {
        var text = new StringBuilder();
        Write(text, node, style, level: 0);
        return text.ToString();
    }

    /// <summary>The characters of a JSON string, or null when the node is something else.</summary>
    public static string? StringOf(JsonNode? node)
    {
        if (node is not JsonValue value || value.GetValueKind() != JsonValueKind.String)
        {
            return null;
        }

        if (value.TryGetValue(out JsonElement element))
        {
            return StringOf(element);
        }

        if (value.TryGetValue(out string? text))
        {
            return text;
        }

        using var document = JsonDocument.Parse(value.ToJsonString());
        return StringOf(document.RootElement);
    }

    /// <summary>
    /// The text of a multi-line string, which nbformat stores as a string or as a list of lines; null when it is neither.
    /// </summary>
    public static string? TextOf(JsonNode? node)
    {
        if (node is not JsonArray lines)
        {
            return StringOf(node);
        }

        var text = new StringBuilder();
        foreach (var line in lines)
        {
            if (StringOf(line) is not { } part)
            {
                return null;
            }

            text.Append(part);
        }
        return text.ToString();
    }

    /// <summary>A text as the list of lines that Python's <c>str.splitlines(True)</c> makes of it.</summary>
    public static JsonArray Lines(string text)
    {
        var lines = new JsonArray();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('\n' or '\r' or '\v' or '\f' or '\x1c' or '\x1d' or '\x1e' or '\x85' or '\u2028' or '\u2029'))
            {
                continue;
            }

            if (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
            {
                i++;
            }

            lines.Add(text[start..(i + 1)]);
            start = i + 1;
        }
        if (start < text.Length)
        {
            lines.Add(text[start..]);
        }

        return lines;
    }

    private static void Write(StringBuilder text, JsonNode? node, JsonStyle style, int level)
    {
        switch (node)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject properties:
                WriteObject(text, properties, style, level);
                break;
            case JsonArray items:
                WriteArray(text, items, style, level);
                break;
            default:
                WriteValue(text, node.AsValue(), style);
                break;
        }
    }

    private static void WriteObject(StringBuilder text, JsonObject properties, JsonStyle style, int level)
    {
        if (properties.Count == 0)
        {
            text.Append("{}");
            return;
        }

        IEnumerable<KeyValuePair<string, JsonNode?>> ordered = style.SortKeys
            ? properties.OrderBy(property => property.Key, ByCodePoint)
            : properties;
        var separator = "{";
        foreach (var (name, value) in ordered)
        {
            text.Append(separator);
            NewLine(text, style, level + 1);
            WriteString(text, name, style.AsciiOnly);
            text.Append(": ");
            Write(text, value, style, level + 1);
            separator = ",";
        }
        NewLine(text, style, level);
        text.Append('}');
    }

    private static void WriteArray(StringBuilder text, JsonArray items, JsonStyle style, int level)
    {
        if (items.Count == 0)
        {
            text.Append("[]");
            return;
        }

        var separator = "[";
        foreach (var item in items)
        {
            text.Append(separator);
            NewLine(text, style, level + 1);
            Write(text, item, style, level + 1);
            separator = ",";
        }
        NewLine(text, style, level);
        text.Append(']');
    }

    private static void NewLine(StringBuilder text, JsonStyle style, int level)
    {
        text.Append(style.NewLine);
        for (var i = 0; i < level; i++)
        {
            text.Append(style.Indent);
        }
    }

    private static void WriteValue(StringBuilder text, JsonValue value, JsonStyle style)
    {
        if (style.KeepRaw && value.TryGetValue(out JsonElement element))
        {
            text.Append(element.GetRawText());
            return;
        }

        switch (value.GetValueKind())
        {
            case JsonValueKind.String:
                WriteString(text, StringOf(value)!, style.AsciiOnly);
                break;
            case JsonValueKind.Number:
                text.Append(PythonNumber(value.ToJsonString()));
                break;
            default:
                text.Append(value.ToJsonString());
                break;
        }
    }

    // json.encoder escapes quotes, backslashes and what is below U+0020, and leaves everything else as it is. Half a surrogate pair
    // cannot be stored as UTF-8 (Python fails to write it), so it keeps its escape.
    private static void WriteString(StringBuilder text, string value, bool asciiOnly)
    {
        text.Append('"');
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            var pair = char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]);
            if (c == '"')
            {
                text.Append("\\\"");
            }
            else if (c == '\\')
            {
                text.Append("\\\\");
            }
            else if (c == '\n')
            {
                text.Append("\\n");
            }
            else if (c == '\r')
            {
                text.Append("\\r");
            }
            else if (c == '\t')
            {
                text.Append("\\t");
            }
            else if (c == '\b')
            {
                text.Append("\\b");
            }
            else if (c == '\f')
            {
                text.Append("\\f");
            }
            else if (c < ' ' || (asciiOnly && c > '~') || (char.IsSurrogate(c) && !pair))
            {
                Escape(text, c);
            }
            else if (pair)
            {
                text.Append(c).Append(value[++i]);
            }
            else
            {
                text.Append(c);
            }
        }
        text.Append('"');
    }

    private static void Escape(StringBuilder text, char c) => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");

    // Python reads a number with a point or an exponent as a float and writes its repr: the shortest digits that read back the same,
    // with an exponent of at least two digits below 1e-4 and from 1e16.
    private static string PythonNumber(string number)
    {
        if (number.AsSpan().IndexOfAny(".eE") < 0)
        {
            return number == "-0" ? "0" : number;
        }

        var value = double.Parse(number, CultureInfo.InvariantCulture);
        if (!double.IsFinite(value))
        {
            return number; // Python would write Infinity, which is not JSON.
        }

        if (value == 0)
        {
            return double.IsNegative(value) ? "-0.0" : "0.0";
        }

        // "R" gives the shortest digits; the exponent of the first one follows from where the point stands.
        var parts = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture).Split('E');
        var whole = parts[0].Split('.')[0];
        var digits = parts[0].Replace(".", "", StringComparison.Ordinal);
        var leadingZeros = digits.Length - digits.TrimStart('0').Length;
        var exponent = (parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0) + whole.Length - 1 - leadingZeros;
        digits = digits.Trim('0');
        var text = exponent switch
        {
            < -4 or >= 16 => digits[..1]
                + (digits.Length > 1 ? "." + digits[1..] : "")
                + (exponent < 0 ? "e-" : "e+")
                + Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture),
            < 0 => "0." + new string('0', -exponent - 1) + digits,
            _ when digits.Length <= exponent + 1 => digits.PadRight(exponent + 1, '0') + ".0",
            _ => digits[..(exponent + 1)] + "." + digits[(exponent + 1)..],
        };
        return value < 0 ? "-" + text : text;
    }

    // GetString refuses half of a surrogate pair, which JSON can express and some notebooks contain; so the escapes are read here.
    private static string StringOf(JsonElement element)
    {
        var raw = element.GetRawText();
        if (!raw.Contains("\\u", StringComparison.Ordinal))
        {
            return element.GetString()!;
        }

        var text = new StringBuilder(raw.Length);
        for (var i = 1; i < raw.Length - 1; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }
            i++;
            if (raw[i] == 'u')
            {
                text.Append((char)int.Parse(raw.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 4;
            }
            else
            {
                text.Append(
                    raw[i] switch
                    {
                        'n' => '\n',
                        'r' => '\r',
                        't' => '\t',
                        'b' => '\b',
                        'f' => '\f',
                        var other => other,
                    }
                );
            }
        }
        return text.ToString();
    }

    private static int CompareCodePoints(string? a, string? b)
    {
        var shared = Math.Min(a!.Length, b!.Length);
        for (var i = 0; i < shared; i++)
        {
            if (a[i] == b[i])
            {
                continue;
            }
            // A surrogate stands for a character beyond U+FFFF, which sorts after every other.
            bool aHigh = char.IsSurrogate(a[i]),
                bHigh = char.IsSurrogate(b[i]);
            return aHigh == bHigh ? a[i] - b[i]
                : aHigh ? 1
                : -1;
        }
        return a.Length - b.Length;
    }

    private static string ProblemOf(string json, JsonException e)
    {
        var start = json.TrimStart();
        if (start.Length == 0)
        {
            return "the file is empty";
        }

        if (start[0] == '<')
        {
            return "this is HTML or XML, not a notebook";
        }

        if (start.StartsWith("#!", StringComparison.Ordinal))
        {
            return "this looks like a .dib file, not JSON";
        }

        if (start[0] is not ('{' or '['))
        {
            return "this is not JSON";
        }

        if (start.Contains("<<<<<<<", StringComparison.Ordinal) && start.Contains(">>>>>>>", StringComparison.Ordinal))
        {
            return "the file contains merge conflict markers";
        }

        if (e.Message.Contains("maximum configured depth", StringComparison.Ordinal))
        {
            return $"the JSON nests deeper than {MaxDepth} levels";
        }

        if (e.Message.Contains("uplicate", StringComparison.Ordinal))
        {
            return "an object has the same property twice";
        }

        if (
            json.AsSpan().TrimEnd()[^1] is not ('}' or ']')
            || e.Message.Contains("end of data", StringComparison.Ordinal)
            || e.Message.Contains("should be closed", StringComparison.Ordinal)
            || e.Message.Contains("depth to be zero", StringComparison.Ordinal)
        )
        {
            return "the JSON ends too early: the file is truncated";
        }
        if (start.Contains("NaN", StringComparison.Ordinal) && e.Message.Contains("'N'", StringComparison.Ordinal))
        {
            return "NaN is not JSON";
        }

        var detail = e.Message.IndexOf(" Path:", StringComparison.Ordinal);
        var message = (detail < 0 ? e.Message : e.Message[..detail]).TrimEnd('.');
        var position = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return "this is not JSON: " + (position < 0 ? message : message[..position].TrimEnd('.'));
    }

    private static int ColumnOf(string json, int line, int bytePosition)
    {
        var start = 0;
        for (var i = 0; i < line; i++)
        {
            var end = json.IndexOf('\n', start);
            if (end < 0)
            {
                return 1;
            }

            start = end + 1;
        }

        var column = 1;
        for (int bytes = 0, i = start; bytes < bytePosition && i < json.Length; column++)
        {
            Rune.DecodeFromUtf16(json.AsSpan(i), out var rune, out var length);
            bytes += rune.Utf8SequenceLength;
            i += length;
        }
        return column;
    }
}
