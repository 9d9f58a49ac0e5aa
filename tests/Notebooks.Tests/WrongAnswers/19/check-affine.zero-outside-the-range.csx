(Tensor Q, Tensor S, Tensor Z) Affine(Tensor x)
{
    var (low, high) = (x.min(), x.max());
    var s = ((high - low) / 255).clamp_min(1e-9);
    var z = (-low / s).round();
    return (((x / s).round() + z).clamp(0, 255), s, z);
}
