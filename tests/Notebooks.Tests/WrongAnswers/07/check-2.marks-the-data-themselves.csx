Tensor R1(Module<Tensor, Tensor> d, Tensor real, double gamma)
{
    real.requires_grad_();
    var slope = autograd.grad([d.call(real).sum()], [real], retain_graph: true, create_graph: true)[
        0
    ];
    return gamma / 2 * slope.square().sum(1).mean();
}
