double BiasForHalfLife(double steps) => Math.Log(steps);
