Node Tanh(Node x)
{
    double y = Math.Tanh(x.Value);
    return new(y, [x], [y * (1 - y)]);
}
