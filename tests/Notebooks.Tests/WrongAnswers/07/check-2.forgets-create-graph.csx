Tensor R1(Module<Tensor, Tensor> d, Tensor real, double gamma)
{
    var x = real.detach().requires_grad_();
    var slope = autograd.grad([d.call(x).sum()], [x])[0];
    return gamma / 2 * slope.square().sum(1).mean();
}
