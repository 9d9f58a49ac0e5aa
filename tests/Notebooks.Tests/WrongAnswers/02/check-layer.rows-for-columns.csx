double[] Layer(double[,] W, double[] b, double[] x)
{
    var h = new double[b.Length];
    for (int i = 0; i < b.Length; i++)
    {
        double a = b[i];
        for (int j = 0; j < x.Length; j++)
            a += W[j, i] * x[j];
        h[i] = Math.Max(0, a);
    }
    return h;
}
