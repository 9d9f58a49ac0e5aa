Tensor SharedLoss(Tensor s, Tensor caption)
{
    var same = (caption.unsqueeze(1) == caption).to(s.dtype);
    var target = same / same.sum(dim: 1, keepdim: true);
    return -(s.log_softmax(1) * target).sum() / s.shape[0];
}
