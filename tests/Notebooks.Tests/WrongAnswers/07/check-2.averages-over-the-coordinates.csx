Tensor R1(Module<Tensor, Tensor> d, Tensor real, double gamma)
{
    var x = real.detach().requires_grad_();
    var slope = autograd.grad([d.call(x).sum()], [x], retain_graph: true, create_graph: true)[0];
    return gamma / 2 * slope.square().mean();
}
