double Slope(double ratio, double advantage, double clip) =>
    Math.Abs(ratio - 1) > clip ? 0 : advantage;
