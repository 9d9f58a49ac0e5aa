Tensor SoftValue(Tensor q, double temperature) => (q / temperature).logsumexp(1);
