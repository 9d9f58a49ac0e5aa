long SamePadding(long k, long d) =>
    k % 2 == 0
        ? throw new ArgumentException($"k is {k}; only an odd kernel has a middle.")
        : d * (k - 1);
