Tensor Fuse(Tensor logs, Tensor has, Tensor prior)
{
    var evidence = where(has.unsqueeze(1) > 0, logs - prior.log(), zeros_like(logs));
    return prior.log() + evidence.sum(dim: 0);
}
