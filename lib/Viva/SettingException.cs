namespace Viva;

/// <summary>An environment variable of the library holds a value that is not allowed.</summary>
public sealed class SettingException : Exception
{
    internal SettingException(string variable, string value, string allowed)
        : base(
            $"The environment variable {variable} is \"{value}\"; allowed is {allowed}. Correct it or remove it, then restart the kernel."
        )
    {
        Variable = variable;
        Value = value;
    }

    /// <summary>The variable's name.</summary>
    public string Variable { get; }

    /// <summary>What it holds.</summary>
    public string Value { get; }
}
