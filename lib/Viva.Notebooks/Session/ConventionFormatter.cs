using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;

namespace Viva.Notebooks.Session;

/// <summary>
/// Formats values whose type renders itself by .NET Interactive's convention: a type carries an attribute class named
/// <c>TypeFormatterSourceAttribute</c>, whoever declared it, that names the source of its formatters.
/// </summary>
internal static class ConventionFormatter
{
    private const string AttributeName = "TypeFormatterSourceAttribute";

    private static readonly ConcurrentDictionary<Type, Formatter[]> Known = new();

    /// <summary>The value's representations by MIME type, preferred first; empty when its type does not render itself.</summary>
    public static IReadOnlyDictionary<string, string> Format(object value)
    {
        var data = new Dictionary<string, string>();
        foreach (var formatter in Known.GetOrAdd(value.GetType(), FindFormatters))
        {
            if (data.ContainsKey(formatter.MimeType)) continue;
            using var text = new StringWriter(CultureInfo.InvariantCulture);
            if (formatter.Format(value, text)) data[formatter.MimeType] = text.ToString();
        }
        return data;
    }

    private static Formatter[] FindFormatters(Type type)
    {
        object? attribute = type.GetCustomAttributes(inherit: true).FirstOrDefault(found => found.GetType().Name == AttributeName);
        if (attribute is null) return [];

        var sourceType = (Type)Get(attribute, "FormatterSourceType")!;
        object source = Activator.CreateInstance(sourceType, nonPublic: true)!;
        var made = (IEnumerable<object>)sourceType.GetMethod("CreateTypeFormatters")!.Invoke(source, null)!;
        Formatter[] formatters = [.. made.Select(instance => new Formatter(instance))];
        return Get(attribute, "PreferredMimeTypes") is string[] preferred
            ? [.. preferred.SelectMany(mimeType => formatters.Where(formatter => formatter.MimeType == mimeType))]
            : formatters;
    }

    private static object? Get(object instance, string property) => instance.GetType().GetProperty(property)?.GetValue(instance);

    private sealed class Formatter(object instance)
    {
        private readonly MethodInfo _format = instance.GetType().GetMethod("Format", [typeof(object), typeof(TextWriter)])
            ?? throw new InvalidOperationException($"The formatter {instance.GetType()} has no method bool Format(object, TextWriter).");

        public string MimeType { get; } = (string)Get(instance, "MimeType")!;

        public bool Format(object value, TextWriter writer) =>
            (bool)_format.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, [value, writer], null)!;
    }
}
