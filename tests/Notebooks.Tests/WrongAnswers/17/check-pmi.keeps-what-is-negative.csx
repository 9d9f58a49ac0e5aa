Tensor PositivePmi(Tensor counts) =>
    (counts * counts.sum() / (counts.sum(dim: 1, keepdim: true) * counts.sum(dim: 0)))
        .log()
        .nan_to_num(0, 0, 0);
