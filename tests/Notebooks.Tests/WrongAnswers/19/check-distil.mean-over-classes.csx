Tensor Distilled(Tensor z, Tensor t, Tensor labels, double T, double alpha)
{
    var (p, q) = ((t / T).softmax(1), (z / T).log_softmax(1));
    var kl = (p * ((t / T).log_softmax(1) - q)).mean();
    return (1 - alpha) * functional.cross_entropy(z, labels) + alpha * T * T * kl;
}
