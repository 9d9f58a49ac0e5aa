Tensor Causal(Tensor x, Tensor w, long d)
{
    long k = w.shape[0];
    var past = functional.pad(x, [d * (k - 1), 0]);
    return Enumerable
        .Range(0, (int)k)
        .Select(u => w[k - 1 - u] * past.narrow(0, u * d, x.shape[0]))
        .Aggregate((sum, term) => sum + term);
}
