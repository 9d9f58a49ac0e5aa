Tensor TokenLoss(Tensor logits, Tensor y)
{
    var logp = logits.log_softmax(2).gather(2, y.clamp(min: 0).unsqueeze(2)).squeeze(2);
    return -(logp * (y != ignore)).mean();
}
