double NestedLoss(double[][] inner, double[][] outer)
{
    int best = Enumerable.Range(0, inner[0].Length).MinBy(c => inner.Average(fold => fold[c]));
    return outer.Average(fold => fold[best]);
}
