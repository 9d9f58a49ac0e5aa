Tensor Prototypes(Tensor features, Tensor labels, int classes, Tensor x) =>
    cdist(
            x,
            stack([.. Enumerable.Range(0, classes).Select(c => features[labels == c].sum(dim: 0))])
        )
        .argmin(1);
