Tensor Smoothed(Tensor real, Tensor fake, double s) =>
    s * functional.softplus(-real).mean()
    + (1 - s) * functional.softplus(real).mean()
    + s * functional.softplus(fake).mean()
    + (1 - s) * functional.softplus(-fake).mean();
