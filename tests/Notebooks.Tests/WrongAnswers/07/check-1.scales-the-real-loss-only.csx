Tensor Smoothed(Tensor real, Tensor fake, double s) =>
    s * functional.softplus(-real).mean() + functional.softplus(fake).mean();
