using System.Runtime.CompilerServices;

namespace Viva.Rl;

/// <summary>Checks of numbers of states, actions and arms whose messages name the value and the limit.</summary>
internal static class RequireIndex
{
    /// <summary>Throws unless the index is one of 0 to <paramref name="count"/> - 1.</summary>
    public static void Below(int index, int count, [CallerArgumentExpression(nameof(index))] string name = "")
    {
        if (index < 0 || index >= count)
        {
            throw new ArgumentOutOfRangeException(name, index, $"{name} must be one of 0 to {count - 1}.");
        }
    }
}
