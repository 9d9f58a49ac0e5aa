Tensor Backwards(Tensor x, Tensor length) => x.flip(1);
