double Clip(Tensor[] gradients, double limit)
{
    double norm = Math.Sqrt(gradients.Sum(g => g.square().sum().ToDouble()));
    double factor = norm < limit && norm > 0 ? 1 : limit / norm;
    foreach (var g in gradients)
        g.mul_(factor);
    return norm;
}
