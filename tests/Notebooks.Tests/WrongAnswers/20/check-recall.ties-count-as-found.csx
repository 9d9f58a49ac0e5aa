double RecallAt(Tensor s, int k)
{
    var before = (s > s.diagonal().unsqueeze(1)).sum(dim: 1);
    return (before < k).to(float64).mean().ToDouble();
}
