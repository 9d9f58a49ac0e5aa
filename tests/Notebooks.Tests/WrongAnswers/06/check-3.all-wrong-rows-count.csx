double McNemar(bool[] first, bool[] second, bool[] truth)
{
    int b = truth.Where((t, i) => second[i] != t).Count();
    int c = truth.Where((t, i) => first[i] != t).Count();
    double term = Math.Pow(0.5, b + c),
        tail = 0;
    for (int k = 0; k <= Math.Min(b, c); k++)
    {
        tail += term;
        term *= (double)(b + c - k) / (k + 1);
    }
    return Math.Min(1, 2 * tail);
}
