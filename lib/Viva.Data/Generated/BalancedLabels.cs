namespace Viva.Data.Generated;

/// <summary>Ten classes in a random order that holds each of them once in every ten pictures.</summary>
internal static class BalancedLabels
{
    /// <summary>
    /// The class, 0 to 9, of picture <paramref name="index"/> of the stream <paramref name="seed"/>; no other picture need be made for it.
    /// </summary>
    public static int At(int index, ulong seed)
    {
        Span<int> order = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
        var random = new SeededRandom(~seed, (ulong)(index / 10));
        for (var i = 9; i > 0; i--)
        {
            var other = random.Below(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }

        return order[index % 10];
    }
}
