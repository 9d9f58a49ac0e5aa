Tensor Distilled(Tensor z, Tensor t, Tensor labels, double T, double alpha)
{
    var soft = -((t / T).softmax(1) * (z / T).log_softmax(1)).sum(dim: 1).mean();
    return (1 - alpha) * functional.cross_entropy(z, labels) + alpha * T * T * soft;
}
