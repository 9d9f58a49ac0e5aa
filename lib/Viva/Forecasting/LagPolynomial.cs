namespace Viva.Forecasting;

/// <summary>
/// A polynomial in the backshift operator B, which takes a series one step back: 1 - c(1) B - ... - c(n) B^n, with most c(k) zero.
/// </summary>
/// <param name="Lags">Where the coefficients are not zero, rising.</param>
/// <param name="Weights">The coefficients there.</param>
internal sealed record LagPolynomial(int[] Lags, double[] Weights)
{
    /// <summary>The largest lag.</summary>
    public int Degree => Lags.Length == 0 ? 0 : Lags[^1];

    /// <summary>(1 - a(1) B - ...)(1 - A(1) B^s - ...).</summary>
    public static LagPolynomial Product(double[] plain, double[] seasonal, int season)
    {
        var weights = new double[plain.Length + (seasonal.Length * season) + 1];
        for (var i = 0; i <= plain.Length; i++)
        {
            for (var j = 0; j <= seasonal.Length; j++)
            {
                // The leading 1 of either factor stands here as -1 times -1.
                weights[i + (j * season)] -= (i == 0 ? -1 : plain[i - 1]) * (j == 0 ? -1 : seasonal[j - 1]);
            }
        }

        int[] lags = [.. Enumerable.Range(1, weights.Length - 1).Where(lag => weights[lag] != 0)];
        return new LagPolynomial(lags, [.. lags.Select(lag => weights[lag])]);
    }

    /// <summary>(1 - B)^d (1 - B^s)^D.</summary>
    public static LagPolynomial Differences(int plain, int seasonal, int season)
    {
        return Product(Power(plain), Power(seasonal), season);

        // The coefficients c of (1 - B)^n = 1 - c(1) B - c(2) B^2 - ...
        static double[] Power(int n)
        {
            var c = new double[n];
            var binomial = 1.0;
            for (var k = 1; k <= n; k++)
            {
                binomial *= -(n - k + 1.0) / k;
                c[k - 1] = -binomial;
            }

            return c;
        }
    }

    /// <summary>
    /// The coefficients whose polynomial 1 - c(1) z - ... - c(n) z^n has all its roots outside the unit circle and whose partial
    /// autocorrelations are these, each within (-1, 1): the recursion of Durbin and Levinson. Every such polynomial is reached by one set
    /// (Monahan, "A note on enforcing stationarity in autoregressive-moving average models", Biometrika 71, 1984).
    /// </summary>
    public static double[] FromPartial(ReadOnlySpan<double> partial)
    {
        var c = new double[partial.Length];
        for (var k = 0; k < partial.Length; k++)
        {
            var before = c[..k];
            c[k] = partial[k];
            for (var i = 0; i < k; i++)
            {
                c[i] = before[i] - (partial[k] * before[k - 1 - i]);
            }
        }

        return c;
    }

    /// <summary>The sum of c(k) x(at - k); what lies before the start of x counts as 0.</summary>
    public double Past(double[] x, int at)
    {
        var sum = 0.0;
        for (var i = 0; i < Lags.Length && Lags[i] <= at; i++)
        {
            sum += Weights[i] * x[at - Lags[i]];
        }

        return sum;
    }
}
