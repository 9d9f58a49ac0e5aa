Tensor Merged(Tensor w, Tensor a, Tensor b, double alpha) => w + b.mm(a);
