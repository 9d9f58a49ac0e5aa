double SiluSlope(double a)
{
    double s = 1 / (1 + Math.Exp(-a));
    return s + s * (1 - s);
}
