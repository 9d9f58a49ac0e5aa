string[] BestCut(string text, Dictionary<string, double> p)
{
    if (text.Length == 0)
        return [];
    int n = Math.Min(3, text.Length);
    while (n > 1 && !p.ContainsKey(text[..n]))
        n--;
    return [text[..n], .. BestCut(text[n..], p)];
}
