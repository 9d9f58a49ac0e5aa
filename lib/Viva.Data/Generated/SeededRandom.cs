namespace Viva.Data.Generated;

/// <summary>
/// SplitMix64 (Steele, Lea, Flood 2014): a tiny generator whose streams, one per picture, need no order, so that pictures are
/// the same on any number of threads and any version of .NET.
/// </summary>
public struct SeededRandom
{
    private ulong _state;

    /// <summary>Stream number <paramref name="index"/> of <paramref name="seed"/>.</summary>
    public SeededRandom(ulong seed, ulong index)
    {
        _state = seed;
        _state = Next() ^ (index * 0xd1342543de82ef95ul);
        Next();
    }

    /// <summary>64 random bits.</summary>
    public ulong Next()
    {
        var z = _state += 0x9e3779b97f4a7c15ul;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ul;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebul;
        return z ^ (z >> 31);
    }

    /// <summary>Evenly from <paramref name="low"/> to <paramref name="high"/>.</summary>
    public float Uniform(float low, float high) => low + (high - low) * ((Next() >> 40) * (1f / (1 << 24)));

    /// <summary>Evenly from 0 to <paramref name="count"/> - 1.</summary>
    public int Below(int count) => (int)((Next() >> 32) * (ulong)count >> 32);

    /// <summary>True with the given probability.</summary>
    public bool Chance(float probability) => Uniform(0, 1) < probability;

    /// <summary>
    /// Bell-shaped: the sum of four even numbers, which ends at 3.5 deviations, so that no picture is absurd, and needs no
    /// logarithm, whose last digit differs between systems.
    /// </summary>
    public float Normal(float mean, float deviation)
    {
        var sum = Uniform(-1, 1) + Uniform(-1, 1) + Uniform(-1, 1) + Uniform(-1, 1);
        return mean + deviation * sum * 0.8660254f;
    }
}
