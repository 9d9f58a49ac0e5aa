(Tensor Weight, Tensor Bias) Fold(
    Tensor weight,
    Tensor mu,
    Tensor variance,
    Tensor gamma,
    Tensor beta,
    double eps
)
{
    var scale = gamma / variance.sqrt();
    return (weight * scale.view(-1, 1, 1, 1), beta - mu * scale);
}
