Tensor Prototypes(Tensor features, Tensor labels, int classes, Tensor x) =>
    labels[cdist(x, features).argmin(1)];
