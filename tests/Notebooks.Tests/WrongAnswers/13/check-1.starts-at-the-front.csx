double Return(double[] rewards, double discount)
{
    double sum = 0;
    foreach (double reward in rewards)
    {
        sum = reward + discount * sum;
    }

    return sum;
}
