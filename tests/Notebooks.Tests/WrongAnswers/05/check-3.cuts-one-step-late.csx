Tensor LastState(Tensor x, Tensor[] p, int piece)
{
    var h = zeros(x.shape[1], hidden);
    for (int t = 0; t < x.shape[0]; t++)
    {
        h = RnnStep(x[t], h, p);
        if (t > 0 && t % piece == 0)
            h = h.detach();
    }
    return h;
}
