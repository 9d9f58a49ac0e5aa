(Tensor X, Tensor Y) Hide(Tensor ids, Tensor chosen, Tensor u, Tensor random)
{
    var x = where(chosen & (u < 0.8), hole, ids);
    return (where(chosen & (u >= 0.8), random, x), where(chosen, ids, ignore));
}
