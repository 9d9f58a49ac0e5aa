double Target(double reward, double[] next, double epsilon, double discount, bool terminated)
{
    if (terminated)
        return reward;
    double others = (next.Sum() - next.Max()) / (next.Length - 1);
    return reward + discount * ((1 - epsilon) * next.Max() + epsilon * others);
}
