double McNemar(int b, int c)
{
    double term = Math.Pow(2, -(b + c)),
        sum = 0;
    for (int k = 0; k <= b; k++)
    {
        sum += term;
        term *= (b + c - k) / (k + 1.0);
    }
    return Math.Min(1, 2 * sum);
}
