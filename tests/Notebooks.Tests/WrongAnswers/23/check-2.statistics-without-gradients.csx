Tensor TrainingNorm(Tensor x, Tensor gamma, Tensor beta)
{
    var mean = x.mean([0, 2, 3], keepdim: true).detach();
    var variance = (x - mean).square().mean([0, 2, 3], keepdim: true).detach();
    var z = (x - mean) / (variance + 1e-5).sqrt();
    return z * gamma.view(-1, 1, 1) + beta.view(-1, 1, 1);
}
