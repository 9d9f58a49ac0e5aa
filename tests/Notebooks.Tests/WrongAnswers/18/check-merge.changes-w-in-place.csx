Tensor Merged(Tensor w, Tensor a, Tensor b, double alpha) => w.add_(alpha / a.shape[0] * b.mm(a));
