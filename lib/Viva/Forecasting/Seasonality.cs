namespace Viva.Forecasting;

/// <summary>How a season joins the level of a series.</summary>
public enum Seasonality
{
    /// <summary>The season adds an amount: the same swing whatever the level.</summary>
    Additive,

    /// <summary>The season multiplies by a factor: the swing grows with the level.</summary>
    Multiplicative,
}
