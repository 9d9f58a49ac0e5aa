double RecallAt(Tensor s, int k)
{
    var before = (s >= s.diagonal()).sum(dim: 0) - 1;
    return (before < k).to(float64).mean().ToDouble();
}
