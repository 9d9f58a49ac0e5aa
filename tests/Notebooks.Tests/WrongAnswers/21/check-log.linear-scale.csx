double OnLogScale(double u, double low, double high) => low + u * (high - low);
