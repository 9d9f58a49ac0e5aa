Tensor Fuse(Tensor logs, Tensor has, Tensor prior)
{
    var evidence = (logs - prior.log()) * has.unsqueeze(1);
    return (prior.log() + evidence.sum(dim: 0)).log_softmax(0);
}
