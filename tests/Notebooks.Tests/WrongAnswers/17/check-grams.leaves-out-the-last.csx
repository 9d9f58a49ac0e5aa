string[] Runs(string word, int n) =>
    [
        .. Enumerable
            .Range(0, Math.Max(0, word.Length + 2 - n))
            .Select(i => $"<{word}>".Substring(i, n)),
    ];
