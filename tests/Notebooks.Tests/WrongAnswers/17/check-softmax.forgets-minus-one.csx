(Tensor U, Tensor V) Slopes(Tensor u, Tensor v, int c)
{
    var error = v.mv(u).softmax(0);
    return (v.t().mv(error), error.outer(u));
}
