Tensor Grey(Tensor weight) => weight.mean([1], keepdim: true);
