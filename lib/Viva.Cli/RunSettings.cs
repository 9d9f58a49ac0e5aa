using System.Globalization;

namespace Viva.Cli;

/// <summary>The <c>VIVA_*</c> variables that the command reads beside the notebooks, with the values that the library takes.</summary>
internal static class RunSettings
{
    /// <summary>Whether notebooks run in quick mode without being told.</summary>
    /// <exception cref="UsageException">The variable is neither 0 nor 1.</exception>
    public static bool Quick =>
        Text("VIVA_QUICK") switch
        {
            null or "0" => false,
            "1" => true,
            var text => throw new UsageException($"VIVA_QUICK is '{text}': it must be 0 or 1."),
        };

    /// <summary>The seeds of <paramref name="count"/> runs: <c>VIVA_SEED</c>, or 1, and the numbers after it.</summary>
    /// <exception cref="UsageException">The variable is no seed, or the numbers go past the largest.</exception>
    public static int[] Seeds(int count)
    {
        var first = 1;
        if (
            Text("VIVA_SEED") is { } text
            && !(int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out first) && first >= 0)
        )
        {
            throw new UsageException($"VIVA_SEED is '{text}': it must be a whole number from 0 to {int.MaxValue}.");
        }

        if (first > int.MaxValue - (count - 1))
        {
            throw new UsageException(
                $"--seeds {count} from VIVA_SEED {first} would go past {int.MaxValue}, the largest seed: set VIVA_SEED to "
                    + $"{int.MaxValue - (count - 1)} or less."
            );
        }

        return [.. Enumerable.Range(first, count)];
    }

    private static string? Text(string name) =>
        System.Environment.GetEnvironmentVariable(name)?.Trim() is { Length: > 0 } text ? text : null;
}
