Tensor PositivePmi(Tensor counts)
{
    var more = counts + 1;
    return (more * more.sum() / (more.sum(dim: 1, keepdim: true) * more.sum(dim: 0)))
        .log()
        .clamp_min(0);
}
