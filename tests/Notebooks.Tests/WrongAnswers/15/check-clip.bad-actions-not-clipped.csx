double Slope(double ratio, double advantage, double clip) =>
    ratio > 1 + clip && advantage > 0 ? 0 : advantage;
