Tensor Grey(Tensor weight) => weight.sum(dim: 0, keepdim: true);
