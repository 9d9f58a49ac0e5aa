long SamePadding(long k, long d) => d * (k - 1) / 2;
