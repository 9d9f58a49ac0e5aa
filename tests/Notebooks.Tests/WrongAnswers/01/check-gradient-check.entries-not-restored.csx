double[] Measured(Func<double[], double> f, double[] at)
{
    var slopes = new double[at.Length];
    for (int i = 0; i < at.Length; i++)
    {
        at[i] += 1e-5;
        double above = f(at);
        at[i] -= 2e-5;
        slopes[i] = (above - f(at)) / 2e-5;
    }
    return slopes;
}
