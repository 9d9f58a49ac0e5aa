Tensor MaskOf(Tensor lengths, long n) => Causal(n).expand(lengths.shape[0], n, n);
