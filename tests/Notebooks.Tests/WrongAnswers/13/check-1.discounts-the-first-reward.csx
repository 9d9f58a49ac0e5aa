double Return(double[] rewards, double discount)
{
    double sum = 0;
    for (int t = rewards.Length - 1; t >= 0; t--)
        sum = discount * (rewards[t] + sum);
    return sum;
}
