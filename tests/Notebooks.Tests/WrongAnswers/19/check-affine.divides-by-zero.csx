(Tensor Q, Tensor S, Tensor Z) Affine(Tensor x)
{
    var (low, high) = (x.min().clamp(max: 0), x.max().clamp(min: 0));
    var s = (high - low) / 255;
    var z = (-low / s).round();
    return (((x / s).round() + z).clamp(0, 255), s, z);
}
