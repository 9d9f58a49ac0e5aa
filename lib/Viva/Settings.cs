using System.Globalization;

namespace Viva;

/// <summary>Reads the environment variables of the library; a bad value is an error that names it.</summary>
internal static class Settings
{
    /// <summary>The trimmed value, or null when the variable is missing or blank.</summary>
    public static string? Text(string name) => Environment.GetEnvironmentVariable(name)?.Trim() is { Length: > 0 } text ? text : null;

    public static int Integer(string name, int byDefault, int min, int max)
    {
        if (Text(name) is not { } text)
            return byDefault;
        return
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : throw new SettingException(name, text, $"a whole number from {min} to {max}");
    }

    public static bool Flag(string name) =>
        Text(name) switch
        {
            null or "0" => false,
            "1" => true,
            var text => throw new SettingException(name, text, "0 or 1"),
        };
}
