double Slope(double ratio, double advantage, double clip) =>
    advantage > 0 && ratio > 1.2 || advantage < 0 && ratio < 0.8 ? 0 : advantage;
