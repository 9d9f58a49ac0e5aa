long[] Apart(long[] candidates, long[] test, int reach) =>
    [.. candidates.Where(row => test.All(other => Math.Abs(row - other) >= reach))];
