Tensor ClippedSum(Tensor gradients, double clip)
{
    var length = gradients.norm(1).clamp_min(1e-12).unsqueeze(1);
    return (gradients * (clip / length)).sum(dim: 0);
}
