double Clip(Tensor[] gradients, double limit)
{
    double norm = Math.Sqrt(gradients.Sum(g => g.square().sum().ToDouble()));
    if (norm > 0)
        foreach (var g in gradients)
            g.mul_(limit / norm);
    return norm;
}
