double Rate(int t, int total, int warm, double peak) =>
    t < warm
        ? peak * (t + 1) / (warm + 1)
        : peak * (1 + Math.Cos(Math.PI * ((t - warm) / (total - warm)))) / 2;
