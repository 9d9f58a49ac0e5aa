double OnLogScale(double u, double low, double high) => low * Math.Pow(high - low, u);
