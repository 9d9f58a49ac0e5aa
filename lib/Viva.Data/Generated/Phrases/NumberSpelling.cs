namespace Viva.Data.Generated.Phrases;

/// <summary>Numbers from 0 to 999,999 in English words, British style: three hundred and five, one thousand and one.</summary>
public static class NumberSpelling
{
    /// <summary>The first number that is not spelled.</summary>
    public const int Limit = 1_000_000;

    private static readonly string[] Small =
    [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];

    private static readonly string[] Tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    /// <summary>The words of <paramref name="number"/>, with hyphens from twenty-one to ninety-nine, without commas.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below 0 or above 999,999.</exception>
    public static string Words(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, Limit);
        return number switch
        {
            < 20 => Small[number],
            < 100 => Tens[number / 10] + (number % 10 == 0 ? "" : "-" + Small[number % 10]),
            < 1000 => Small[number / 100] + " hundred" + (number % 100 == 0 ? "" : " and " + Words(number % 100)),
            _ => Words(number / 1000)
                + " thousand"
                + (number % 1000) switch
                {
                    0 => "",
                    < 100 => " and " + Words(number % 1000),
                    _ => " " + Words(number % 1000),
                },
        };
    }

    /// <summary>A day of the month in words: first, twenty-first.</summary>
    public static string Ordinal(int number)
    {
        var words = Words(number);
        var start = words.LastIndexOf('-') + 1;
        var last = words[start..] switch
        {
            "one" => "first",
            "two" => "second",
            "three" => "third",
            "five" => "fifth",
            "eight" => "eighth",
            "nine" => "ninth",
            "twelve" => "twelfth",
            var tens when tens.EndsWith('y') => tens[..^1] + "ieth",
            var other => other + "th",
        };
        return words[..start] + last;
    }

    /// <summary>
    /// A year from 1900 to 2099 as it is said: nineteen ninety-eight, nineteen oh five, two thousand and five, twenty twenty-six.
    /// </summary>
    public static string Year(int year) =>
        year switch
        {
            >= 2000 and < 2010 => Words(year),
            _ when year % 100 == 0 => Words(year / 100) + " hundred",
            _ when year % 100 < 10 => $"{Words(year / 100)} oh {Words(year % 100)}",
            _ => $"{Words(year / 100)} {Words(year % 100)}",
        };
}
