Tensor TokenLoss(Tensor logits, Tensor y)
{
    var real = y != ignore;
    var logp = logits.log_softmax(2).gather(2, y.clamp(min: 0).unsqueeze(2)).squeeze(2);
    return -((logp * real).sum(dim: 1) / real.sum(dim: 1)).mean();
}
