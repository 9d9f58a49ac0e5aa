using System.ComponentModel;

namespace Viva.Display;

/// <summary>Writes a value as one MIME type. A host calls it by name; no notebook needs to.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class MimeFormatter
{
    private readonly Func<object, string?> _render;

    internal MimeFormatter(string mimeType, Func<object, string?> render) => (MimeType, _render) = (mimeType, render);

    /// <summary>What <see cref="Format"/> writes.</summary>
    public string MimeType { get; }

    /// <summary>Writes <paramref name="instance"/>; false when it has no such form. Never throws: a formatter that does fails the cell.</summary>
    public bool Format(object instance, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        try
        {
            if (_render(instance) is not { } rendered)
                return false;
            writer.Write(rendered);
            return true;
        }
#pragma warning disable CA1031 // Whatever the value's own code throws while it renders is shown instead of it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            writer.Write(MimeType == MimeTypes.Html ? HtmlText.Encode(exception.Message) : exception.Message);
            return true;
        }
    }
}
