double NextWorth(double[] q, double epsilon) =>
    (1 - epsilon) * q.Max() + epsilon * q.Where(value => value < q.Max()).Average();
