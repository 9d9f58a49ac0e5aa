using System.Globalization;
using System.Text;

namespace Viva.Text;

/// <summary>Cuts text into word tokens, without a model of any language.</summary>
public static class Words
{
    /// <summary>
    /// The tokens of a text, in lower case: runs of letters and digits, with apostrophes inside them (don't) and points or commas between
    /// digits (3.14); each Chinese or Japanese character by itself; each other visible character by itself. What a reader sees as one
    /// character (a letter with its accents, a whole emoji) is never cut. An accented letter written as one code point or as two stays
    /// what it is; <see cref="string.Normalize()"/> the text first where data mix the two.
    /// </summary>
    /// <param name="text">Any text; white space gives no token.</param>
    /// <returns>The tokens in order; none for an empty text.</returns>
    public static string[] Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var characters = Characters(text);
        var tokens = new List<string>();
        var word = new StringBuilder();
        for (var i = 0; i < characters.Count; i++)
        {
            var kind = KindOf(characters[i]);
            var joins = word.Length > 0 && i + 1 < characters.Count && Joins(characters[i - 1], characters[i], characters[i + 1]);
            if (kind is Kind.Letter or Kind.Digit || joins)
            {
                word.Append(characters[i]);
                continue;
            }

            Flush();
            if (kind != Kind.Space)
            {
                tokens.Add(characters[i]);
            }
        }

        Flush();
        return [.. tokens];

        void Flush()
        {
            if (word.Length > 0)
            {
                tokens.Add(word.ToString());
                word.Clear();
            }
        }
    }

    /// <summary>The characters as a reader sees them (grapheme clusters), in lower case.</summary>
    private static List<string> Characters(string text)
    {
        var characters = new List<string>(text.Length);
        // Half a surrogate pair becomes U+FFFD, as in UTF-8.
        var whole = string.Concat(text.EnumerateRunes().Select(rune => rune.ToString()));
        var elements = StringInfo.GetTextElementEnumerator(whole.ToLowerInvariant());
        while (elements.MoveNext())
        {
            characters.Add(elements.GetTextElement());
        }

        return characters;
    }

    private static bool Joins(string before, string between, string after) =>
        between switch
        {
            "'" or "\u2019" => KindOf(before) == Kind.Letter && KindOf(after) == Kind.Letter,
            "." or "," => KindOf(before) == Kind.Digit && KindOf(after) == Kind.Digit,
            _ => false,
        };

    private static Kind KindOf(string character)
    {
        var rune = Rune.GetRuneAt(character, 0);
        return Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format ? Kind.Space
            : IsEastAsian(rune.Value) ? Kind.Mark
            : Rune.IsLetter(rune) ? Kind.Letter
            : Rune.IsNumber(rune) ? Kind.Digit
            : Kind.Mark;
    }

    // Scripts that put no space between words: kana, and Chinese characters with their extensions.
    private static bool IsEastAsian(int rune) =>
        rune
            is (>= 0x3040 and <= 0x30FF)
                or (>= 0x3400 and <= 0x4DBF)
                or (>= 0x4E00 and <= 0x9FFF)
                or (>= 0xF900 and <= 0xFAFF)
                or (>= 0x20000 and <= 0x3FFFF);

    private enum Kind
    {
        Space,
        Letter,
        Digit,
        Mark,
    }
}
