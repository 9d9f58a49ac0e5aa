double NestedLoss(double[][] inner, double[][] outer) => outer.Average(fold => fold.Min());
