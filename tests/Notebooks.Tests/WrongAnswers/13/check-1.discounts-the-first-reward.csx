double Return(double[] rewards, double discount)
{
    double sum = 0;
    for (int t = 0; t < rewards.Length; t++)
    {
        sum += Math.Pow(discount, t + 1) * rewards[t];
    }

    return sum;
}
