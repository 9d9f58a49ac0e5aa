Tensor SoftValue(Tensor q, double temperature) => temperature * (q / temperature).logsumexp(0);
