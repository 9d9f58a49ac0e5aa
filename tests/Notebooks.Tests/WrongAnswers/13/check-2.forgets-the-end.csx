double Target(double reward, double[] next, double epsilon, double discount, bool terminated) =>
    reward + discount * ((1 - epsilon) * next.Max() + epsilon * next.Average());
