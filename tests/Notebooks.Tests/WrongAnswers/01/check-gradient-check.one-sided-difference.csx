double[] Measured(Func<double[], double> f, double[] at)
{
    var slopes = new double[at.Length];
    for (int i = 0; i < at.Length; i++)
    {
        double old = at[i],
            here = f(at);
        at[i] = old + 1e-5;
        slopes[i] = (f(at) - here) / 1e-5;
        at[i] = old;
    }
    return slopes;
}
