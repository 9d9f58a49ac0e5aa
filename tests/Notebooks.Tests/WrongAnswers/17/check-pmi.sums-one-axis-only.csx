Tensor PositivePmi(Tensor counts) =>
    (
        counts
        * counts.sum()
        / (counts.sum(dim: 1, keepdim: true) * counts.sum(dim: 1, keepdim: true))
    )
        .log()
        .clamp_min(0);
