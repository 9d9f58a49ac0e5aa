double McNemar(bool[] first, bool[] second, bool[] truth)
{
    int n = truth.Where((t, i) => first[i] != second[i]).Count();
    int b = truth.Where((t, i) => first[i] == t && second[i] != t).Count();
    long Factorial(int k) => k < 2 ? 1 : k * Factorial(k - 1);
    double tail = Enumerable
        .Range(0, Math.Min(b, n - b) + 1)
        .Sum(k =>
            (double)Factorial(n) / Math.Max(1, Factorial(k) * Factorial(n - k)) * Math.Pow(0.5, n)
        );
    return Math.Min(1, 2 * tail);
}
