int[] Folds(int[] owner, int k)
{
    int[] distinct = [.. owner.Distinct()];
    return [.. owner.Select(o => 1 + Array.IndexOf(distinct, o) % k)];
}
