Tensor Grouped(Tensor q, Tensor k, Tensor v)
{
    long times = q.shape[1] / k.shape[1];
    return Attend(q, k.repeat_interleave(times, dim: 1), v.repeat_interleave(times, dim: 1)).Output;
}
