Tensor ClippedSum(Tensor gradients, double clip)
{
    var sum = gradients.sum(dim: 0);
    return sum * (clip / sum.norm().clamp_min(1e-12)).clamp(max: 1);
}
