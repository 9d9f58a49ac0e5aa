double Clip(Tensor[] gradients, double limit)
{
    double norm = Math.Sqrt(gradients.Sum(g => g.square().sum().ToDouble()));
    foreach (var g in gradients)
        g.clamp_(-limit, limit);
    return norm;
}
