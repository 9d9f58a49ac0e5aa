Tensor TrainingNorm(Tensor x, Tensor gamma, Tensor beta)
{
    var mean = x.mean([0, 2, 3], keepdim: true);
    var variance = (x - mean).square().mean([0, 2, 3], keepdim: true);
    return (x - mean) / (variance + 1e-5).sqrt() * gamma + beta;
}
