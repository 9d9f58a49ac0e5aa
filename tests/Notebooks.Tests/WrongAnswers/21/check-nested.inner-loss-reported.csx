double NestedLoss(double[][] inner, double[][] outer) => inner.Average(fold => fold.Min());
