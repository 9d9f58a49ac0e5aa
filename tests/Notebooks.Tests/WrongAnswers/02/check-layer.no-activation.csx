double[] Layer(double[,] W, double[] b, double[] x)
{
    var h = new double[b.Length];
    for (int i = 0; i < b.Length; i++)
    {
        h[i] = b[i];
        for (int j = 0; j < x.Length; j++)
            h[i] += W[i, j] * x[j];
    }
    return h;
}
