long[] Apart(long[] candidates, long[] test, int reach) =>
    [.. candidates.Where(row => test.Any(other => Math.Abs(row - other) > reach))];
