Tensor Prototypes(Tensor features, Tensor labels, int classes, Tensor x) =>
    x.mm(stack([.. Enumerable.Range(0, classes).Select(c => features[labels == c].mean([0]))]).t())
        .argmax(1);
