Tensor Merged(Tensor w, Tensor a, Tensor b, double alpha) => w + alpha / a.shape[1] * b.mm(a);
