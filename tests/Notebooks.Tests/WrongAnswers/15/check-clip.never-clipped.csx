double Slope(double ratio, double advantage, double clip) => advantage;
