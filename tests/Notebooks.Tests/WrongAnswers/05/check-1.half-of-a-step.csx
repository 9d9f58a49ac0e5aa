double BiasForHalfLife(double steps)
{
    double f = 1 - 0.5 / steps;
    return Math.Log(f / (1 - f));
}
