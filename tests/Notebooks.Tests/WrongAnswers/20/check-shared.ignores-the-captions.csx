Tensor SharedLoss(Tensor s, Tensor caption) => Loss(s);
