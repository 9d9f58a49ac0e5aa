namespace Viva.Forecasting;

/// <summary>
/// The coefficients of an <see cref="Arima"/>, with Box and Jenkins' signs: R and statsmodels print theta with the other one.
/// </summary>
/// <param name="Phi">The weights of the last values, p of them.</param>
/// <param name="Theta">What the last shocks take away, q of them.</param>
/// <param name="SeasonalPhi">The weights of the values one season ago, two seasons ago, and so on.</param>
/// <param name="SeasonalTheta">What the shocks one season ago, two seasons ago, and so on take away.</param>
/// <param name="Mean">The mean of the differenced series, on the modelled scale; 0 where none is fitted.</param>
/// <param name="Sigma">The root of the mean squared one-step error, on the modelled scale.</param>
public sealed record ArimaParameters(double[] Phi, double[] Theta, double[] SeasonalPhi, double[] SeasonalTheta, double Mean, double Sigma)
{
    /// <summary>The numbers in one line.</summary>
    public override string ToString()
    {
        (string Name, double[] Values)[] all =
        [
            ("phi", Phi),
            ("Phi", SeasonalPhi),
            ("theta", Theta),
            ("Theta", SeasonalTheta),
            ("mean", Mean == 0 ? [] : [Mean]),
            ("sigma", [Sigma]),
        ];
        return string.Join(
            ", ",
            all.Where(one => one.Values.Length > 0)
                .Select(one => $"{one.Name} {string.Join(" ", one.Values.Select(value => Display.HtmlText.Number(value)))}")
        );
    }
}
