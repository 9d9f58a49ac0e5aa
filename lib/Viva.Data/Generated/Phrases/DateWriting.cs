using System.Globalization;

namespace Viva.Data.Generated.Phrases;

/// <summary>Dates from 1900 to 2099 as people write them. Every way of writing is unambiguous.</summary>
public static class DateWriting
{
    /// <summary>The first day.</summary>
    public static readonly DateOnly First = new(1900, 1, 1);

    /// <summary>How many days there are.</summary>
    public static readonly int Days = new DateOnly(2100, 1, 1).DayNumber - First.DayNumber;

    private static readonly Func<DateOnly, string>[] Ways =
    [
        day => $"{Weekday(day)}, {day.Day} {Month(day)} {day.Year}",
        day => $"{Weekday(day)} the {day.Day}{Suffix(day.Day)} of {Month(day)} {day.Year}",
        day => $"{Month(day)} {day.Day}{Suffix(day.Day)}, {day.Year}",
        day => $"{Month(day)} {day.Day}, {day.Year}",
        day => $"{day.Day} {Month(day)} {day.Year}",
        day => $"the {day.Day}{Suffix(day.Day)} of {Month(day)}, {day.Year}",
        day => $"the {NumberSpelling.Ordinal(day.Day)} of {Month(day)} {day.Year}",
        day => $"{Month(day)} the {NumberSpelling.Ordinal(day.Day)}, {NumberSpelling.Year(day.Year)}",
        day => $"{Weekday(day)[..3]} {day.Day} {Month(day)[..3]} {day.Year}",
        day => $"{Month(day)[..3]} {day.Day}, {day.Year}",
        day => $"{day.Day:00}-{Month(day)[..3]}-{day.Year}",
        day => $"{day.Day} {Month(day)[..3].ToUpperInvariant()} {day.Year}",
        day => $"{day.Year}/{day.Month:00}/{day.Day:00}",
        day => $"{day.Year} {Month(day)} {day.Day}",
        // 13/3 and 3/13 can only be read in one way; 3/4 could be read in two.
        day => day.Day > 12 ? $"{day.Day}/{day.Month}/{day.Year}" : $"{day.Day} {Month(day)[..3]}. {day.Year}",
        day => day.Day > 12 ? $"{day.Month}/{day.Day}/{day.Year}" : $"{Month(day)[..3]}. {day.Day}, {day.Year}",
    ];

    /// <summary>How many ways of writing there are.</summary>
    public static int WayCount => Ways.Length;

    /// <summary>Writes <paramref name="day"/> in one of the ways.</summary>
    public static string Write(DateOnly day, int way) => string.Create(CultureInfo.InvariantCulture, $"{Ways[way](day)}");

    /// <summary>The date as 1998-03-03.</summary>
    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Weekday(DateOnly day) => day.DayOfWeek.ToString();

    private static string Month(DateOnly day) => CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(day.Month);

    private static string Suffix(int day) =>
        day switch
        {
            1 or 21 or 31 => "st",
            2 or 22 => "nd",
            3 or 23 => "rd",
            _ => "th",
        };
}
