Tensor SoftValue(Tensor q, double temperature) => q.amax([1]);
