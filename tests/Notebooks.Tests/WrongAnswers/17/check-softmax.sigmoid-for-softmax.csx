(Tensor U, Tensor V) Slopes(Tensor u, Tensor v, int c)
{
    var error = v.mv(u).sigmoid();
    error[c] -= 1;
    return (v.t().mv(error), error.outer(u));
}
