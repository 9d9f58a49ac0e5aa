using System.Globalization;

namespace Viva.Data.Settings;

/// <summary>Reads the environment variables of the library; a bad value is an error that names it.</summary>
public static class EnvironmentVariable
{
    /// <summary>The trimmed value, or null when the variable is missing or blank.</summary>
    public static string? Text(string name) => Environment.GetEnvironmentVariable(name)?.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>The whole number, or <paramref name="byDefault"/> when the variable is missing or blank.</summary>
    /// <exception cref="SettingException">It is not a whole number from <paramref name="min"/> to <paramref name="max"/>.</exception>
    public static int Number(string name, int byDefault, int min, int max)
    {
        if (Text(name) is not { } text)
        {
            return byDefault;
        }

        return
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : throw new SettingException(name, text, $"a whole number from {min} to {max}");
    }

    /// <summary>True for 1; false for 0 and when the variable is missing or blank.</summary>
    /// <exception cref="SettingException">It is something else.</exception>
    public static bool Flag(string name) =>
        Text(name) switch
        {
            null or "0" => false,
            "1" => true,
            var text => throw new SettingException(name, text, "0 or 1"),
        };
}
