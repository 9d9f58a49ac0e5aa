long[] Apart(long[] candidates, long[] test, int reach) =>
    [.. candidates.Where(row => test.All(other => other - row > reach || row > other))];
