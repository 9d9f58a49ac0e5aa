double OnLogScale(double u, double low, double high) =>
    Math.Exp(Math.Log10(low) + u * (Math.Log10(high) - Math.Log10(low)));
