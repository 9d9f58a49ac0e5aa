double Clip(Tensor[] gradients, double limit)
{
    double norm = Math.Sqrt(gradients.Sum(g => g.square().sum().ToDouble()));
    for (int i = 0; i < gradients.Length; i++)
    {
        var g = gradients[i];
        g = g * Math.Min(1, limit / norm);
    }
    return norm;
}
