(Tensor Weight, Tensor Bias) Fold(
    Tensor weight,
    Tensor mu,
    Tensor variance,
    Tensor gamma,
    Tensor beta,
    double eps
)
{
    var scale = gamma / (variance + eps).sqrt();
    return (weight * scale, beta - mu * scale);
}
