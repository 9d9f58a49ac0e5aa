using System.Globalization;
using System.Text.RegularExpressions;
using Viva.Data;
using Viva.Data.Generated.Phrases;
using Viva.Data.Records;

namespace Viva.Tests.Data;

public sealed class NumberWordsAndDatesTests
{
    private static readonly Dictionary<string, int> Values =
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
            .Split(' ')
            .Select((word, i) => (word, i))
            .Concat("twenty thirty forty fifty sixty seventy eighty ninety".Split(' ').Select((word, i) => (word, i: 20 + 10 * i)))
            .ToDictionary(entry => entry.word, entry => entry.i);

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    // A reader of number words that knows nothing of how they are written.
    private static int Read(string words)
    {
        var (total, part) = (0, 0);
        foreach (var word in words.Split(' ', '-'))
        {
            if (word == "hundred")
            {
                part *= 100;
            }
            else if (word == "thousand")
            {
                (total, part) = (total + part * 1000, 0);
            }
            else if (word != "and")
            {
                part += Values[word];
            }
        }
        return total + part;
    }

    // A reader of dates: a month by its first three letters, a year by its size, or both by position in an unambiguous numeric date.
    private static DateOnly ReadDate(string text)
    {
        if (Regex.Match(text, @"^(\d+)/(\d+)/(\d+)$") is { Success: true } numeric)
        {
            var parts = numeric
                .Groups.Cast<Group>()
                .Skip(1)
                .Select(group => int.Parse(group.Value, CultureInfo.InvariantCulture))
                .ToArray();
            return parts[0] > 31 ? new DateOnly(parts[0], parts[1], parts[2])
                : parts[0] > 12 ? new DateOnly(parts[2], parts[1], parts[0])
                : parts[1] > 12 ? new DateOnly(parts[2], parts[0], parts[1])
                : throw new FormatException($"{text} can be read in two ways");
        }
        var words = text.ToLowerInvariant().Replace(",", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);
        words = Regex.Replace(words, @"^(mon|tue|wed|thu|fri|sat|sun)\w* ", "");
        var tokens = Regex.Replace(words, @"(?<=\d)-|-(?=\d)", " ").Split(' ').Where(token => token is not ("the" or "of")).ToList();
        var at = tokens.FindIndex(token => token.Length >= 3 && Months.Contains(token[..3]));
        var month = Array.IndexOf(Months, tokens[at][..3]) + 1;
        tokens.RemoveAt(at);
        var numbers = tokens
            .Where(token => char.IsDigit(token[0]))
            .Select(token => int.Parse(Regex.Match(token, @"\d+").Value, CultureInfo.InvariantCulture))
            .ToList();
        int? year = numbers.Any(number => number > 31) ? numbers.First(number => number > 31) : null;
        int? day = numbers.Any(number => number <= 31) ? numbers.First(number => number <= 31) : null;
        var spoken = tokens.Where(token => !char.IsDigit(token[0])).ToList();
        if (day is null)
        {
            day = Enumerable.Range(1, 31).Single(candidate => Ordinals[candidate - 1] == spoken[0]);
            spoken.RemoveAt(0);
        }
        year ??= spoken switch
        {
            [_, "thousand", ..] => Read(string.Join(' ', spoken)),
            [var century, "hundred"] => Read(century) * 100,
            [var century, "oh", var unit] => Read(century) * 100 + Read(unit),
            [var century, var rest] => Read(century) * 100 + Read(rest),
            _ => throw new FormatException(text),
        };
        return new DateOnly(year.Value, month, day.Value);
    }

    private static readonly string[] Ordinals =
    [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
        "twenty-first",
        "twenty-second",
        "twenty-third",
        "twenty-fourth",
        "twenty-fifth",
        "twenty-sixth",
        "twenty-seventh",
        "twenty-eighth",
        "twenty-ninth",
        "thirtieth",
        "thirty-first",
    ];

    [Theory]
    [InlineData(0, "zero")]
    [InlineData(12, "twelve")]
    [InlineData(18, "eighteen")]
    [InlineData(21, "twenty-one")]
    [InlineData(40, "forty")]
    [InlineData(99, "ninety-nine")]
    [InlineData(100, "one hundred")]
    [InlineData(305, "three hundred and five")]
    [InlineData(880, "eight hundred and eighty")]
    [InlineData(1000, "one thousand")]
    [InlineData(1001, "one thousand and one")]
    [InlineData(1100, "one thousand one hundred")]
    [InlineData(10_014, "ten thousand and fourteen")]
    [InlineData(100_000, "one hundred thousand")]
    [InlineData(101_101, "one hundred and one thousand one hundred and one")]
    [InlineData(700_040, "seven hundred thousand and forty")]
    [InlineData(999_999, "nine hundred and ninety-nine thousand nine hundred and ninety-nine")]
    public void A_number_is_spelled_as_in_Britain(int number, string words) => Assert.Equal(words, NumberSpelling.Words(number));

    [Fact]
    public void Reading_the_words_gives_the_number_back()
    {
        for (var number = 0; number < 1_000_000; number += number < 20_000 ? 1 : 37)
        {
            Assert.Equal(number, Read(NumberSpelling.Words(number)));
        }

        Assert.Equal(Ordinals, Enumerable.Range(1, 31).Select(NumberSpelling.Ordinal));
        Assert.Throws<ArgumentOutOfRangeException>(() => NumberSpelling.Words(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => NumberSpelling.Words(1_000_000));
    }

    [Fact]
    public void Number_words_are_balanced_over_lengths_and_no_number_is_in_two_parts()
    {
        var data = Datasets.NumberWords();
        SentencePair[] all = [.. data.Train, .. data.Validation, .. data.Test];
        Assert.Equal((10000, 1000, 2000), (data.Train.Length, data.Validation.Length, data.Test.Length));
        Assert.Equal(all.Length, all.Select(pair => pair.Target).Distinct().Count());
        Assert.All(all, pair => Assert.Equal(int.Parse(pair.Target, CultureInfo.InvariantCulture), Read(pair.Source)));
        // Ten numbers have one digit, ninety have two, nine hundred three; the rest is shared equally.
        var byLength = all.CountBy(pair => pair.Target.Length).ToDictionary();
        Assert.Equal((10, 90, 900, 4000, 4000, 4000), (byLength[1], byLength[2], byLength[3], byLength[4], byLength[5], byLength[6]));
        Assert.Equal(data.Test, Datasets.NumberWords().Test);
        Assert.NotEqual(data.Test, Datasets.NumberWords(seed: 2).Test);
        Assert.Contains("1,000,000", Assert.Throws<ArgumentOutOfRangeException>(() => Datasets.NumberWords(train: 999_000)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Datasets.NumberWords(test: 0));
    }

    [Theory]
    [InlineData(1998, 3, 3, "Tuesday")] // known weekdays
    [InlineData(1969, 7, 20, "Sunday")]
    [InlineData(2000, 1, 1, "Saturday")]
    [InlineData(2024, 2, 29, "Thursday")]
    public void A_weekday_is_that_of_the_calendar(int year, int month, int day, string weekday) =>
        Assert.StartsWith(weekday + ", ", DateWriting.Write(new DateOnly(year, month, day), 0));

    [Fact]
    public void A_date_can_be_written_in_sixteen_ways()
    {
        string[] expected =
        [
            "Friday, 13 March 1998",
            "Friday the 13th of March 1998",
            "March 13th, 1998",
            "March 13, 1998",
            "13 March 1998",
            "the 13th of March, 1998",
            "the thirteenth of March 1998",
            "March the thirteenth, nineteen ninety-eight",
            "Fri 13 Mar 1998",
            "Mar 13, 1998",
            "13-Mar-1998",
            "13 MAR 1998",
            "1998/03/13",
            "1998 March 13",
            "13/3/1998",
            "3/13/1998",
        ];
        Assert.Equal(expected, Enumerable.Range(0, DateWriting.WayCount).Select(way => DateWriting.Write(new DateOnly(1998, 3, 13), way)));
        Assert.Equal("March the third, nineteen oh five", DateWriting.Write(new DateOnly(1905, 3, 3), 7));
        Assert.Equal("June the first, nineteen hundred", DateWriting.Write(new DateOnly(1900, 6, 1), 7));
        Assert.Equal("June the twenty-second, two thousand and nine", DateWriting.Write(new DateOnly(2009, 6, 22), 7));
        Assert.Equal("June the eleventh, twenty ten", DateWriting.Write(new DateOnly(2010, 6, 11), 7));
        Assert.Equal("2 Mar. 1998", DateWriting.Write(new DateOnly(1998, 3, 2), 14));
        Assert.Equal("March 2nd, 1998", DateWriting.Write(new DateOnly(1998, 3, 2), 2));
    }

    [Fact]
    public void Reading_a_written_date_gives_the_day_back()
    {
        for (var number = 0; number < DateWriting.Days; number += 11)
        {
            var day = DateWriting.First.AddDays(number);
            for (var way = 0; way < DateWriting.WayCount; way++)
            {
                Assert.Equal(day, ReadDate(DateWriting.Write(day, way)));
            }
        }
    }

    [Fact]
    public void Dates_hold_every_day_once_in_every_way_of_writing()
    {
        var data = Datasets.Dates();
        SentencePair[] all = [.. data.Train, .. data.Validation, .. data.Test];
        Assert.Equal((10000, 1000, 2000), (data.Train.Length, data.Validation.Length, data.Test.Length));
        Assert.Equal(all.Length, all.Select(pair => pair.Target).Distinct().Count());
        Assert.All(all, pair => Assert.Equal(pair.Target, ReadDate(pair.Source).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        Assert.Equal(data.Train, Datasets.Dates().Train);
        Assert.NotEqual(data.Train, Datasets.Dates(seed: 2).Train);
        Assert.Contains("73,049", Assert.Throws<ArgumentOutOfRangeException>(() => Datasets.Dates(train: 73_000)).Message);
        Assert.Equal(73_049, Datasets.Dates(73_047, 1, 1).Train.Length + 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => Datasets.Dates(validation: -5));
    }
}
