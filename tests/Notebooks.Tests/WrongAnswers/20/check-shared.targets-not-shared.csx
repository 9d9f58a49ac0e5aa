Tensor SharedLoss(Tensor s, Tensor caption)
{
    var same = (caption.unsqueeze(1) == caption).to(s.dtype);
    return -((s.log_softmax(1) + s.t().log_softmax(1)) * same).sum() / (2 * s.shape[0]);
}
