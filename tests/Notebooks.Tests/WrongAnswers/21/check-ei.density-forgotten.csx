double Hoped(double mean, double deviation, double best) =>
    deviation == 0
        ? Math.Max(0, mean - best)
        : (mean - best) * special.ndtr(tensor((mean - best) / deviation)).ToDouble();
