Tensor LastState(Tensor x, Tensor[] p, int piece)
{
    var h = zeros(x.shape[1], hidden);
    for (int t = 0; t < x.shape[0]; t++)
    {
        if (t % piece == 0)
            h = zeros(x.shape[1], hidden);
        h = RnnStep(x[t], h, p);
    }
    return h;
}
