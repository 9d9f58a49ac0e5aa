namespace Viva.Data.Settings;

/// <summary>The environment variables that the library and the command both read, each with its one rule.</summary>
public static class RunVariables
{
    /// <summary>The seed of every generator: <c>VIVA_SEED</c>, a whole number from 0 to 2147483647; 1 when it is not set.</summary>
    /// <exception cref="SettingException">The variable holds something else.</exception>
    public static int Seed => EnvironmentVariable.Number("VIVA_SEED", 1, 0, int.MaxValue);

    /// <summary>Whether this is a short run that only shows that all works: <c>VIVA_QUICK</c> is 1.</summary>
    /// <exception cref="SettingException">The variable is neither 0 nor 1.</exception>
    public static bool Quick => EnvironmentVariable.Flag("VIVA_QUICK");

    /// <summary>Whether the network must not be used: <c>VIVA_OFFLINE</c> is 1.</summary>
    /// <exception cref="SettingException">The variable is neither 0 nor 1.</exception>
    public static bool Offline => EnvironmentVariable.Flag("VIVA_OFFLINE");
}
