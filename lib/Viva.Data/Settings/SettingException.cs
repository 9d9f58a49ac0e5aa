namespace Viva.Data.Settings;

/// <summary>An environment variable of the library holds a value that is not allowed.</summary>
public sealed class SettingException : Exception
{
    internal SettingException(string variable, string value, string allowed)
        : base(
            $"The environment variable {variable} is \"{value}\"; allowed is {allowed}. "
                + "Correct or unset it; a running kernel must be restarted."
        )
    {
        Variable = variable;
        Value = value;
        Allowed = allowed;
    }

    /// <summary>The variable's name.</summary>
    public string Variable { get; }

    /// <summary>What it holds.</summary>
    public string Value { get; }

    /// <summary>What it may hold, such as <c>0 or 1</c>.</summary>
    public string Allowed { get; }
}
