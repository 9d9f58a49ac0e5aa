int Kept(double[] losses, int patience)
{
    int best = 0;
    for (int e = 1; e < losses.Length && e - best <= patience; e++)
        if (losses[e] <= losses[best])
            best = e;
    return best;
}
