using Microsoft.DotNet.Interactive.Formatting;

namespace Viva.Display.Formatters;

/// <summary>Writes values of one type as one MIME type.</summary>
/// <typeparam name="T">What it writes.</typeparam>
/// <param name="mimeType">As what.</param>
/// <param name="render">Writes it.</param>
/// <param name="type">The type, where it can only be told at run time.</param>
internal sealed class MimeFormatter<T>(string mimeType, Func<T, string> render, Type? type = null) : ITypeFormatter
{
    /// <inheritdoc/>
    public string MimeType => mimeType;

    /// <inheritdoc/>
    public Type Type => type ?? typeof(T);

    /// <summary>
    /// Writes <paramref name="instance"/>; false when it is of another type. Never throws: a formatter that does fails the cell.
    /// </summary>
    public bool Format(object instance, FormatContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (instance is not T value)
        {
            return false;
        }

        try
        {
            context.Writer.Write(render(value));
        }
#pragma warning disable CA1031 // Whatever the value's own code throws while it renders is shown instead of it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            context.Writer.Write(mimeType == MimeTypes.Html ? HtmlText.Encode(exception.Message) : exception.Message);
        }

        return true;
    }
}
