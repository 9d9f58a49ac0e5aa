int Kept(double[] losses, int patience)
{
    int best = 0,
        bad = 0;
    for (int e = 1; e < losses.Length && bad < patience; e++)
        if (losses[e] < losses[best])
            best = e;
        else
            bad++;
    return best;
}
