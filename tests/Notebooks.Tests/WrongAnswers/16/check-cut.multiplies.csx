string[] BestCut(string text, Dictionary<string, double> p)
{
    double Of(string word) =>
        p.TryGetValue(word, out double share) ? share
        : word.Length == 1 ? 1e-8
        : 0;
    var (best, from) = (new double[text.Length + 1], new int[text.Length + 1]);
    best[0] = 1;
    for (int end = 1; end <= text.Length; end++)
        (best[end], from[end]) = Enumerable
            .Range(0, end)
            .Select(start => (best[start] * Of(text[start..end]), start))
            .Max();
    var cut = new List<string>();
    for (int end = text.Length; end > 0; end = from[end])
        cut.Insert(0, text[from[end]..end]);
    return [.. cut];
}
