using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Viva.Display;

/// <summary>
/// The text of any value on a console, close to what a notebook shows: numbers with the invariant culture, a sequence of numbers on one
/// line, a sequence of records as a table, an object without a text of its own as its properties.
/// </summary>
internal static class ValueText
{
    private const int MaxRows = 100;
    private const int MaxColumns = 20;
    private const int MaxDepth = 3;
    private const int MaxInline = 20;

    internal static string Of(object? value)
    {
        if (Simple(value) is { } text)
        {
            return text;
        }

        if (value is Array { Rank: 2 } matrix)
        {
            return Matrix(matrix);
        }

        if (value is not IEnumerable sequence)
        {
            return Properties(value!);
        }

        var items = sequence.Cast<object?>().Take(MaxRows + 1).ToList();
        var isMore = items.Count > MaxRows;
        if (isMore)
        {
            items.RemoveAt(MaxRows);
        }

        return items.Any(item => item is not IEnumerable && Simple(item) is null) ? Rows(items, isMore) : Inline(items, isMore, 0);
    }

    /// <summary>The text of a value that has one; null for sequences, records, tuples and other objects that only have members.</summary>
    private static string? Simple(object? value)
    {
        switch (value)
        {
            case null:
                return "null";
            case string text:
                return text;
            case IView view:
                return view.Text;
            case bool or char or Type:
                return value.ToString();
            case IFormattable formattable when value is not IEnumerable:
                return formattable.ToString(null, CultureInfo.InvariantCulture);
            case Task task:
                return $"{Name(task.GetType())} ({task.Status}): write await in front of it to get its value";
            case Delegate:
                return Name(value.GetType());
        }

        var type = value.GetType();
        var method = type.GetMethod(nameof(ToString), BindingFlags.Instance | BindingFlags.Public, Type.EmptyTypes)!;
        var isOwn =
            method.DeclaringType != typeof(object)
            && method.DeclaringType != typeof(ValueType)
            && !method.IsDefined(typeof(CompilerGeneratedAttribute))
            && !type.IsDefined(typeof(CompilerGeneratedAttribute))
            && value is not ITuple
            && !(type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>));
        return isOwn ? value.ToString() ?? "" : null;
    }

    private static string Rows(List<object?> items, bool isMore)
    {
        var rows = items.Select(item => Simple(item) is { } text ? [("value", (object?)text)] : Members(item!)).ToList();
        var names = rows.SelectMany(row => row).Select(cell => cell.Name).Distinct().Take(MaxColumns).ToArray();
        if (names.Length == 0)
        {
            return Inline(items, isMore, 0);
        }

        var table = new Table(names);
        foreach (var row in rows)
        {
            // A number stays one, so that the table sets it to the right.
            table.Add([
                .. names.Select(name =>
                    row.FirstOrDefault(cell => cell.Name == name) is var (found, value) && found is not null
                        ? value is IConvertible and not bool
                            ? value
                            : Inline(value, 0)
                        : null
                ),
            ]);
        }

        return table + (isMore ? FormattableString.Invariant($"\n(the first {MaxRows} rows)") : "");
    }

    private static string Matrix(Array matrix)
    {
        var (rows, columns) = (Math.Min(matrix.GetLength(0), MaxRows), Math.Min(matrix.GetLength(1), MaxColumns));
        if (columns == 0)
        {
            return "[]";
        }

        var table = new Table([.. Enumerable.Range(0, columns).Select(column => column.ToString(CultureInfo.InvariantCulture))]);
        for (var i = 0; i < rows; i++)
        {
            table.Add([.. Enumerable.Range(0, columns).Select(j => matrix.GetValue(i, j))]);
        }

        return table
            + (
                rows < matrix.GetLength(0) || columns < matrix.GetLength(1)
                    ? FormattableString.Invariant($"\n({rows} x {columns} of {matrix.GetLength(0):N0} x {matrix.GetLength(1):N0})")
                    : ""
            );
    }

    private static string Properties(object value)
    {
        var table = new Table(Name(value.GetType()), "");
        foreach (var (name, member) in Members(value).Take(MaxRows))
        {
            table.Add(name, Inline(member, 0));
        }

        return table.ToString();
    }

    private static string Inline(object? value, int depth)
    {
        if (Simple(value) is { } text)
        {
            return text.ReplaceLineEndings(" ");
        }

        if (depth == MaxDepth)
        {
            return "…";
        }

        if (value is IEnumerable sequence)
        {
            var items = sequence.Cast<object?>().Take(MaxInline + 1).ToList();
            return Inline(items.Take(MaxInline), items.Count > MaxInline, depth);
        }

        var members = Members(value!);
        return value is ITuple
            ? $"({string.Join(", ", members.Select(member => Inline(member.Value, depth + 1)))})"
            : $"{Name(value!.GetType())} {{ "
                + $"{string.Join(", ", members.Select(member => $"{member.Name} = {Inline(member.Value, depth + 1)}"))} }}";
    }

    private static string Inline(IEnumerable<object?> items, bool isMore, int depth) =>
        $"[{string.Join(", ", items.Select(item => Inline(item, depth + 1)))}{(isMore ? ", …" : "")}]";

    private static List<(string Name, object? Value)> Members(object value)
    {
        if (value is ITuple tuple)
        {
            return [.. Enumerable.Range(0, tuple.Length).Select(i => (FormattableString.Invariant($"Item{i + 1}"), tuple[i]))];
        }

        var found = new List<(string, object?)>();
        foreach (var member in value.GetType().GetMembers(BindingFlags.Instance | BindingFlags.Public))
        {
            if (
                member is PropertyInfo { CanRead: true } property
                && property.GetIndexParameters().Length == 0
                && CanBox(property.PropertyType)
            )
            {
                found.Add((member.Name, Read(property, value)));
            }
            else if (member is FieldInfo field && CanBox(field.FieldType))
            {
                found.Add((member.Name, field.GetValue(value)));
            }
        }

        return found;
    }

    private static bool CanBox(Type type) => !type.IsByRefLike && !type.IsPointer && !type.IsByRef && !type.IsFunctionPointer;

    /// <summary>A getter that throws shows what it threw.</summary>
    private static object? Read(PropertyInfo property, object value)
    {
        try
        {
            return property.GetValue(value);
        }
        catch (TargetInvocationException exception)
        {
            return $"({exception.InnerException?.GetType().Name}: {exception.InnerException?.Message})";
        }
    }

    private static string Name(Type type)
    {
        if (type.Name.Contains("AnonymousType", StringComparison.Ordinal))
        {
            return "";
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        if (!type.IsGenericType)
        {
            return type.Name;
        }

        var tick = type.Name.IndexOf('`', StringComparison.Ordinal);
        return $"{(tick < 0 ? type.Name : type.Name[..tick])}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
