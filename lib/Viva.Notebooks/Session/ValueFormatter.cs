using System.Collections;
using System.Globalization;
using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Viva.Notebooks.Session;

/// <summary>
/// Turns a value into what a notebook shows: what its type renders by convention; else text for simple values, a table for sequences
/// and a list of properties for the rest, within limits.
/// </summary>
public static class ValueFormatter
{
    private const int MaxRows = 100;
    private const int MaxColumns = 20;
    private const int MaxItems = 100;
    private const int MaxInline = 400;
    private const int MaxDepth = 3;
    private const int MaxText = 1_000_000;

    /// <summary>The representations of <paramref name="value"/> by MIME type, always with <c>text/plain</c> or one that its type prefers.</summary>
    public static IReadOnlyDictionary<string, string> Format(object? value)
    {
        if (value is null) return Text("null");
        if (ConventionFormatter.Format(value) is { Count: > 0 } own) return own;
        if (AsText(value) is { } text) return Text(text);

        if (value is IEnumerable sequence)
        {
            if (value is Array { Rank: 2 } matrix) return Table(Matrix(matrix));
            var items = Take(sequence, MaxItems, out bool more);
            return items.Any(item => item is not null && IsRow(item))
                ? Table(Rows(items, more ? Count(sequence) : items.Count))
                : Text(Inline(items, more ? Count(sequence) : null, MaxText));
        }
        return Table(Properties(value));
    }

    private static Dictionary<string, string> Text(string text) => new()
    {
        ["text/plain"] = text.Length <= MaxText ? text : string.Concat(text.AsSpan(0, MaxText), Invariant($"\n... ({text.Length:N0} characters in all)")),
    };

    /// <summary>The text of a value that is best shown as text, or null: simple values, and types that say how they read.</summary>
    private static string? AsText(object value)
    {
        switch (value)
        {
            case string text: return text;
            case IFormattable formattable when value is not IEnumerable: return formattable.ToString(null, CultureInfo.InvariantCulture);
            case bool or char or Type: return value.ToString();
            case Task task: return $"{Name(task.GetType())} ({task.Status}): write await in front of it to get its value";
            case Delegate: return Name(value.GetType());
            case DictionaryEntry: return null;
        }

        var type = value.GetType();
        var method = type.GetMethod(nameof(ToString), BindingFlags.Instance | BindingFlags.Public, Type.EmptyTypes)!;
        bool inherited = method.DeclaringType == typeof(object) || method.DeclaringType == typeof(ValueType);
        if (inherited || method.IsDefined(typeof(CompilerGeneratedAttribute)) || type.IsDefined(typeof(CompilerGeneratedAttribute))) return null;
        if (IsPair(type)) return null;
        return value.ToString() ?? "";
    }

    private static bool IsPair(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>) || typeof(ITuple).IsAssignableFrom(type);

    /// <summary>True when a sequence of such values reads best as a table.</summary>
    private static bool IsRow(object item) =>
        ConventionFormatter.Format(item).ContainsKey("text/html") || (item is not IEnumerable && AsText(item) is null);

    private sealed record TableModel(string[] Headers, List<string[]> Cells, string Note)
    {
        /// <summary>Cells that hold HTML already.</summary>
        public HashSet<(int Row, int Column)> Html { get; } = [];
    }

    private static TableModel Rows(List<object?> items, int? count)
    {
        var members = new List<string>();
        var shown = items.Take(MaxRows).ToList();
        var rows = shown.Select(item => item is null || AsText(item) is not null || item is IEnumerable || ConventionFormatter.Format(item).Count > 0
            ? [new("value", item)]
            : Members(item)).ToList();
        foreach (string name in rows.SelectMany(row => row).Select(member => member.Name))
            if (!members.Contains(name)) members.Add(name);

        string note = count is null ? $"the first {shown.Count} rows" : count > shown.Count ? Invariant($"the first {shown.Count} of {count:N0} rows") : "";
        if (members.Count > MaxColumns) note = Join(note, $"the first {MaxColumns} of {members.Count} columns");
        string[] headers = [.. members.Take(MaxColumns)];
        var table = new TableModel(headers, [], note);
        for (int i = 0; i < rows.Count; i++)
        {
            string[] cells = new string[headers.Length];
            for (int j = 0; j < headers.Length; j++)
            {
                var member = rows[i].FirstOrDefault(candidate => candidate.Name == headers[j]);
                cells[j] = member is null ? "" : CellText(table, i, j, member.Value);
            }
            table.Cells.Add(cells);
        }
        return table;
    }

    private static TableModel Properties(object value)
    {
        var members = Members(value);
        var table = new TableModel([Name(value.GetType()), ""], [], members.Count > MaxRows ? $"the first {MaxRows} of {members.Count} members" : "");
        foreach (var member in members.Take(MaxRows))
            table.Cells.Add([member.Name, CellText(table, table.Cells.Count, 1, member.Value)]);
        return table;
    }

    private static TableModel Matrix(Array matrix)
    {
        int rows = matrix.GetLength(0), columns = matrix.GetLength(1);
        int shownRows = Math.Min(rows, MaxRows), shownColumns = Math.Min(columns, MaxColumns);
        string note = shownRows < rows || shownColumns < columns ? Invariant($"{shownRows} x {shownColumns} of {rows:N0} x {columns:N0}") : "";
        var table = new TableModel([.. Enumerable.Range(0, shownColumns).Select(column => Invariant($"{column}"))], [], note);
        for (int i = 0; i < shownRows; i++)
            table.Cells.Add([.. Enumerable.Range(0, shownColumns).Select(column => Inline(matrix.GetValue(i, column)))]);
        return table;
    }

    private static string CellText(TableModel table, int row, int column, object? value)
    {
        if (value is not null && ConventionFormatter.Format(value).TryGetValue("text/html", out var html))
        {
            table.Html.Add((row, column));
            return html;
        }
        return Inline(value);
    }

    private static Dictionary<string, string> Table(TableModel table)
    {
        var html = new StringBuilder("<table><thead><tr>");
        foreach (string header in table.Headers) html.Append(header.Length > 0 ? $"<th scope=\"col\">{WebUtility.HtmlEncode(header)}</th>" : "<td></td>");
        html.Append("</tr></thead><tbody>");
        var text = new StringBuilder().AppendJoin('\t', table.Headers);
        for (int i = 0; i < table.Cells.Count; i++)
        {
            html.Append("<tr>");
            text.Append('\n');
            for (int j = 0; j < table.Cells[i].Length; j++)
            {
                string cell = table.Cells[i][j];
                bool isHtml = table.Html.Contains((i, j));
                html.Append("<td>").Append(isHtml ? cell : WebUtility.HtmlEncode(cell)).Append("</td>");
                text.Append(j == 0 ? "" : "\t").Append(isHtml ? "(shown as HTML)" : cell);
            }
            html.Append("</tr>");
        }
        html.Append("</tbody></table>");
        if (table.Note.Length > 0)
        {
            html.Append("<p>").Append(WebUtility.HtmlEncode(table.Note)).Append("</p>");
            text.Append("\n(").Append(table.Note).Append(')');
        }
        return new() { ["text/html"] = html.ToString(), ["text/plain"] = text.ToString() };
    }

    private sealed record Member(string Name, object? Value);

    private static List<Member> Members(object value)
    {
        var members = new List<Member>();
        if (value is ITuple tuple)
        {
            for (int i = 0; i < tuple.Length; i++) members.Add(new Member(Invariant($"Item{i + 1}"), tuple[i]));
            return members;
        }
        foreach (var member in value.GetType().GetMembers(BindingFlags.Instance | BindingFlags.Public))
        {
            if (member is PropertyInfo { CanRead: true } property && property.GetIndexParameters().Length == 0 && CanBox(property.PropertyType))
                members.Add(new Member(member.Name, Read(() => property.GetValue(value, BindingFlags.DoNotWrapExceptions, null, null, null))));
            else if (member is FieldInfo field && CanBox(field.FieldType))
                members.Add(new Member(member.Name, field.GetValue(value)));
        }
        return members;
    }

    private static bool CanBox(Type type) => !type.IsByRefLike && !type.IsPointer && !type.IsByRef && !type.IsFunctionPointer;

    /// <summary>A getter's value; a getter that throws shows what it threw instead of failing the cell.</summary>
    private static object? Read(Func<object?> getter)
    {
        try
        {
            return getter();
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or ThreadAbortException))
        {
            return $"({exception.GetType().Name}: {exception.Message})";
        }
    }

    private static string Inline(object? value)
    {
        var text = new StringBuilder();
        Append(text, value, 0, [], MaxInline);
        return text.ToString();
    }

    private static string Inline(List<object?> items, int? count, int limit)
    {
        var text = new StringBuilder();
        AppendItems(text, items, items.Count < MaxItems ? null : count, items.Count == MaxItems, 0, [], limit);
        return text.ToString();
    }

    /// <summary>Appends a value on one line, within a depth and a length, and stopping at cycles.</summary>
    private static void Append(StringBuilder text, object? value, int depth, HashSet<object> open, int limit)
    {
        if (value is null)
        {
            text.Append("null");
            return;
        }
        if (AsText(value) is { } simple)
        {
            text.Append(Shorten(simple, limit));
            return;
        }
        if (depth == MaxDepth || text.Length > limit)
        {
            text.Append('…');
            return;
        }
        if (!value.GetType().IsValueType && !open.Add(value))
        {
            text.Append("(cycle)");
            return;
        }
        if (value is IEnumerable sequence)
        {
            var items = Take(sequence, 20, out bool more);
            AppendItems(text, items, more ? Count(sequence) : null, more, depth, open, limit);
        }
        else
        {
            bool tuple = value is ITuple;
            text.Append(tuple ? "(" : Name(value.GetType()) + " { ");
            string separator = "";
            foreach (var member in Members(value))
            {
                text.Append(separator);
                separator = ", ";
                if (text.Length > limit)
                {
                    text.Append('…');
                    break;
                }
                if (!tuple) text.Append(member.Name).Append(" = ");
                Append(text, member.Value, depth + 1, open, limit);
            }
            text.Append(tuple ? ")" : " }");
        }
        open.Remove(value);
    }

    private static void AppendItems(StringBuilder text, List<object?> items, int? count, bool more, int depth, HashSet<object> open, int limit)
    {
        text.Append('[');
        for (int i = 0; i < items.Count; i++)
        {
            if (i > 0) text.Append(", ");
            if (text.Length > limit)
            {
                text.Append('…');
                more = false;
                break;
            }
            Append(text, items[i], depth + 1, open, limit);
        }
        if (more) text.Append(count is { } all && all > items.Count ? Invariant($", … {all - items.Count:N0} more") : ", …");
        text.Append(']');
    }

    /// <summary>At most <paramref name="limit"/> items of a sequence, which may have no end.</summary>
    private static List<object?> Take(IEnumerable sequence, int limit, out bool more)
    {
        var items = new List<object?>();
        more = false;
        foreach (object? item in sequence)
        {
            if (items.Count == limit)
            {
                more = true;
                break;
            }
            items.Add(item);
        }
        return items;
    }

    private static int? Count(IEnumerable sequence) => sequence is ICollection collection ? collection.Count : null;

    private static string Shorten(string text, int limit)
    {
        string line = text.ReplaceLineEndings(" ");
        return line.Length <= limit ? line : string.Concat(line.AsSpan(0, limit), "…");
    }

    private static string Join(string first, string second) => first.Length == 0 ? second : $"{first}, {second}";

    /// <summary>A type's name as C# writes it, without namespaces.</summary>
    private static string Name(Type type)
    {
        if (type.Name.Contains("AnonymousType", StringComparison.Ordinal)) return "";
        if (type.IsArray) return Name(type.GetElementType()!) + "[]";
        if (!type.IsGenericType) return type.Name;
        int tick = type.Name.IndexOf('`', StringComparison.Ordinal);
        string name = tick < 0 ? type.Name : type.Name[..tick];
        return $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
