using Viva.Display.Hosts;
using Viva.Display.Live;

namespace Viva.Display;

/// <summary>Shows things in a cell, whichever kernel runs it; on the console when none does.</summary>
public static class Show
{
    /// <summary>Shows a value where the cell's output goes: a figure, a table, any object; null shows as the word null.</summary>
    public static void Value(object? value) => DisplayHost.Current.Display(value ?? "null");

    /// <summary>Shows an HTML fragment as it stands. The caller escapes what it did not write itself.</summary>
    public static void Html(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        Value(new Markup(html));
    }

    /// <summary>Shows plain text in a fixed-width font, without interpreting it.</summary>
    public static void Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Value(Markup.OfText(text));
    }

    /// <summary>
    /// Shows a value and returns a handle whose <see cref="LiveOutput.Update"/> replaces it in place, from any thread and at most ten times
    /// a second. Neither this nor an update ever throws because of the display.
    /// </summary>
    public static LiveOutput Live(object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return LiveOutput.Start(DisplayHost.Current, value, TimeProvider.System);
    }
}
