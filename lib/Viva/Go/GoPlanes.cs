namespace Viva.Go;

/// <summary>
/// A position as planes of zeros and ones for a network, and one of the komi, from the view of the colour to move, in the order of
/// <see cref="Names"/>: a simplified form of the input of AlphaGo Zero (Silver et al. 2017), with the komi of KataGo (Wu 2019).
/// </summary>
public static class GoPlanes
{
    /// <summary>What each plane marks.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "own stones",
        "opponent's stones",
        "own chains with one liberty",
        "opponent's chains with one liberty",
        "the last move",
        "empty points that may not be played",
        "all, if the last move was a pass",
        "all, if White is to move",
        "all, the komi as a share of the points: White's from White's view, minus that from Black's",
    ];

    /// <summary>How many planes there are.</summary>
    public const int Count = 9;

    /// <summary>The planes of positions of one size, in the order (positions, planes, rows, columns).</summary>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static float[] Of(params IReadOnlyList<GoBoard> positions)
    {
        ArgumentNullException.ThrowIfNull(positions);
        if (positions.Any(position => position.Size != positions[0].Size))
        {
            throw new ArgumentException("The positions of a batch have one size.", nameof(positions));
        }

        var each = positions.Count == 0 ? 0 : Count * positions[0].Pass;
        var planes = new float[positions.Count * each];
        for (var i = 0; i < positions.Count; i++)
        {
            positions[i].WritePlanes(planes.AsSpan(i * each, each));
        }

        return planes;
    }
}
