Tensor Grouped(Tensor q, Tensor k, Tensor v)
{
    long times = q.shape[1] / k.shape[1];
    return Attend(q, k.repeat(1, times, 1, 1), v.repeat(1, times, 1, 1), Causal(q.shape[2])).Output;
}
