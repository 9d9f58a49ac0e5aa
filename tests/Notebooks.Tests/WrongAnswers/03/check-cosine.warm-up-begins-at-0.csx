double Rate(int t, int total, int warm, double peak) =>
    t < warm ? peak * t / warm : peak * (1 + Math.Cos(Math.PI * (t - warm) / (total - warm))) / 2;
