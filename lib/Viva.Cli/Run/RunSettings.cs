using Viva.Data.Settings;

namespace Viva.Cli.Run;

/// <summary>The <c>VIVA_*</c> variables that the command reads beside the notebooks, read as the library reads them.</summary>
internal static class RunSettings
{
    /// <summary>Whether notebooks run in quick mode without being told.</summary>
    /// <exception cref="UsageException">The variable is neither 0 nor 1.</exception>
    public static bool Quick => Read(() => RunVariables.Quick);

    /// <summary>The seeds of <paramref name="count"/> runs: <c>VIVA_SEED</c>, or 1, and the numbers after it.</summary>
    /// <exception cref="UsageException">The variable is not a seed, or the numbers go past the largest.</exception>
    public static int[] Seeds(int count)
    {
        var first = Read(() => RunVariables.Seed);
        if (first > int.MaxValue - (count - 1))
        {
            throw new UsageException(
                $"--seeds {count} from VIVA_SEED {first} would go past {int.MaxValue}, the largest seed: set VIVA_SEED to "
                    + $"{int.MaxValue - (count - 1)} or less."
            );
        }

        return [.. Enumerable.Range(first, count)];
    }

    private static T Read<T>(Func<T> variable)
    {
        try
        {
            return variable();
        }
        catch (SettingException exception)
        {
            throw new UsageException($"{exception.Variable} is '{exception.Value}': it must be {exception.Allowed}.");
        }
    }
}
