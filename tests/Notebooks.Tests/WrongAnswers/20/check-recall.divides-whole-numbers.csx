double RecallAt(Tensor s, int k)
{
    var before = (s >= s.diagonal().unsqueeze(1)).sum(dim: 1) - 1;
    return (before < k).sum().ToInt64() / s.shape[0];
}
