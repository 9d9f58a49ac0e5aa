string[] Runs(string word, int n) =>
    [.. Enumerable.Range(0, word.Length + 3 - n).Select(i => $"<{word}>".Substring(i, n))];
