Tensor ClippedSum(Tensor gradients, double clip)
{
    var length = gradients.norm(1).unsqueeze(1);
    return (gradients / length * length.clamp(max: clip)).sum(dim: 0);
}
