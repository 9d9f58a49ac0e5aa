void AmsGrad(Slot s, Tensor largest, Tensor g, double rate)
{
    s.M.mul_(0.9).add_(0.1 * g);
    s.V.mul_(0.999).add_(0.001 * g * g);
    s.T++;
    var m = s.M / (1 - Math.Pow(0.9, s.T));
    largest.copy_(maximum(largest, s.V / (1 - Math.Pow(0.999, s.T))));
    s.W.sub_(rate * m / (largest.sqrt() + 1e-8));
}
