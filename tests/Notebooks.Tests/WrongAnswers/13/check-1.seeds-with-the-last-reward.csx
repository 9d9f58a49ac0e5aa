double Return(double[] rewards, double discount)
{
    double sum = rewards[^1];
    for (int t = rewards.Length - 2; t >= 0; t--)
        sum = rewards[t] + discount * sum;
    return sum;
}
