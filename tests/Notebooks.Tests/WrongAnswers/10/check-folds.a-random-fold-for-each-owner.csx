int[] Folds(int[] owner, int k) => [.. owner.Select(o => new Random(o).Next(k))];
