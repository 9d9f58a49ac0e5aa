double BiasForHalfLife(double steps) => Math.Pow(0.5, 1 / steps);
