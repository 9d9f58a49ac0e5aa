using System.Text;

namespace Viva.Data.Formats;

/// <summary>FNV-1a of a text in UTF-8, mixed: the same on every machine and for ever, so that a split by it is fixed.</summary>
public static class StableHash
{
    /// <summary>The hash of <paramref name="text"/>.</summary>
    public static ulong Of(string text)
    {
        var hash = 0xcbf29ce484222325ul;
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            hash = (hash ^ value) * 0x100000001b3ul;
        }

        // FNV's low bits follow the last bytes too closely for a remainder.
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdul;
        return hash ^ (hash >> 33);
    }
}
