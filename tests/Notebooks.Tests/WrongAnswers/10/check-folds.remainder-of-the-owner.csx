int[] Folds(int[] owner, int k) => [.. owner.Select(o => o % k)];
