double Clip(Tensor[] gradients, double limit)
{
    double total = 0;
    foreach (var g in gradients)
    {
        double norm = g.norm().ToDouble();
        total += norm * norm;
        if (norm > limit)
            g.mul_(limit / norm);
    }
    return Math.Sqrt(total);
}
