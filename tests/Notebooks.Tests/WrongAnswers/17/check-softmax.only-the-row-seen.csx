(Tensor U, Tensor V) Slopes(Tensor u, Tensor v, int c)
{
    var error = v.mv(u).softmax(0);
    error[c] -= 1;
    var rows = zeros_like(v);
    rows[c] = error[c] * u;
    return (v.t().mv(error), rows);
}
