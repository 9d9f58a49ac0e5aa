double McNemar(bool[] first, bool[] second, bool[] truth)
{
    int b = 0,
        c = 0;
    for (int i = 0; i < truth.Length; i++)
    {
        if (first[i] == truth[i] && second[i] != truth[i])
            b++;
        if (first[i] != truth[i] && second[i] == truth[i])
            c++;
    }
    double term = Math.Pow(0.5, b + c),
        tail = 0;
    for (int k = 0; k <= Math.Min(b, c); k++)
    {
        tail += term;
        term *= (double)(b + c - k) / (k + 1);
    }
    return tail;
}
