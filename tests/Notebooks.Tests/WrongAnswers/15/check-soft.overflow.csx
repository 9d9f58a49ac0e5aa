Tensor SoftValue(Tensor q, double temperature) =>
    temperature * (q / temperature).exp().sum(1).log();
