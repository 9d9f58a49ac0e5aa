(Tensor Q, Tensor S, Tensor Z) Affine(Tensor x)
{
    var (low, high) = (x.min().clamp(max: 0), x.max().clamp(min: 0));
    var s = ((high - low) / 255).clamp_min(1e-9);
    return ((x / s).round().clamp(0, 255), s, (-low / s).round());
}
