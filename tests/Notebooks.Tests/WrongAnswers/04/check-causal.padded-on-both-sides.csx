Tensor Causal(Tensor x, Tensor w, long d)
{
    long k = w.shape[0];
    long left = d * (k - 1) / 2;
    var padded = functional.pad(x, [left, d * (k - 1) - left]);
    return Enumerable
        .Range(0, (int)k)
        .Select(u => w[u] * padded.narrow(0, u * d, x.shape[0]))
        .Aggregate((sum, term) => sum + term);
}
