Tensor Smoothed(Tensor real, Tensor fake, double s) =>
    -(s * real.sigmoid().log() + (1 - s) * (1 - real.sigmoid()).log()).mean()
    - (1 - fake.sigmoid()).log().mean();
