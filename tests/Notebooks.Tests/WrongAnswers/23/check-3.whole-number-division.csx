double McNemar(int b, int c)
{
    double term = Math.Pow(2, -(b + c)),
        sum = 0;
    for (int k = 0; k <= Math.Min(b, c); k++)
    {
        sum += term;
        term *= (b + c - k) / (k + 1);
    }
    return Math.Min(1, 2 * sum);
}
