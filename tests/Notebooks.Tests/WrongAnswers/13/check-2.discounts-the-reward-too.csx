double Target(double reward, double[] next, double epsilon, double discount, bool terminated) =>
    terminated
        ? reward
        : discount * (reward + (1 - epsilon) * next.Max() + epsilon * next.Average());
