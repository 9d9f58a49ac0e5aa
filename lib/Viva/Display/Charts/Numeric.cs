using System.Numerics;

namespace Viva.Display.Charts;

/// <summary>Numbers of any type as doubles.</summary>
internal static class Numeric
{
    internal static double[] ToArray<T>(IEnumerable<T> values, string parameter)
        where T : INumberBase<T>
    {
        ArgumentNullException.ThrowIfNull(values, parameter);
        return values as double[] ?? [.. values.Select(double.CreateSaturating)];
    }
}
