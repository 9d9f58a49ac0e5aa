using Viva.Data.Records;

namespace Viva.Data.Generated.Phrases;

/// <summary>All pairs with the same features, by number: pair i is written when it is asked for.</summary>
internal sealed class PhraseStructure(PhraseFeatures features)
{
    private readonly List<(int Start, Func<int, SentencePair> At)> _parts = [];

    /// <summary>What the sentences are built of.</summary>
    public PhraseFeatures Features { get; } = features;

    /// <summary>How many pairs there are.</summary>
    public int Count { get; private set; }

    /// <summary>Whether these pairs are kept for the test.</summary>
    public bool HeldOut => Array.Exists(PhraseGenerator.HeldOut, together => (Features & together) == together);

    /// <summary>The pair with the given number.</summary>
    public SentencePair this[int index]
    {
        get
        {
            var part = _parts.Count - 1;
            while (_parts[part].Start > index)
            {
                part--;
            }

            return _parts[part].At(index - _parts[part].Start);
        }
    }

    /// <summary>Adds a pair for each combination of a subject and a rest.</summary>
    public void Add<TSubject, TRest>(TSubject[] subjects, TRest[] rests, Func<TSubject, TRest, SentencePair> write)
    {
        _parts.Add((Count, index => write(subjects[index % subjects.Length], rests[index / subjects.Length])));
        Count += subjects.Length * rests.Length;
    }
}
