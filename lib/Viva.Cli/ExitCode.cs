namespace Viva.Cli;

/// <summary>What the command's exit code says.</summary>
internal static class ExitCode
{
    public const int Good = 0;

    /// <summary>A notebook or a check failed.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>This machine lacks something.</summary>
    public const int Environment = 3;
}
