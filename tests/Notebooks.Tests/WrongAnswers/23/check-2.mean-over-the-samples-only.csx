Tensor TrainingNorm(Tensor x, Tensor gamma, Tensor beta)
{
    var mean = x.mean([0], keepdim: true);
    var variance = (x - mean).square().mean([0], keepdim: true);
    var z = (x - mean) / (variance + 1e-5).sqrt();
    return z * gamma.view(-1, 1, 1) + beta.view(-1, 1, 1);
}
