namespace Viva.Forecasting;

/// <summary>Checks of series and horizons whose messages name the value and the limit.</summary>
internal static class SeriesGuard
{
    /// <summary>
    /// Throws unless there are at least <paramref name="least"/> values, all finite; <paramref name="why"/> says what needs so many.
    /// </summary>
    public static void Values(double[] values, int least, string why, string name)
    {
        ArgumentNullException.ThrowIfNull(values, name);
        if (values.Length < least)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"{name} has {values.Length} values; {why} needs at least {least}."),
                name
            );
        }

        var bad = Array.FindIndex(values, value => !double.IsFinite(value));
        if (bad >= 0)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"{name}[{bad}] is {values[bad]}; every value of a series must be a finite number."),
                name
            );
        }
    }

    /// <summary>Throws unless the horizon is at least 1 and the forecaster knows a history.</summary>
    public static T Fitted<T>(T? learned, int horizon, string name)
        where T : class
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        return learned ?? throw NotFitted(name);
    }

    /// <summary>What a forecaster throws that is asked before it has learned.</summary>
    public static InvalidOperationException NotFitted(string name) => new($"{name} has learned from no series yet: call Fit first.");
}
