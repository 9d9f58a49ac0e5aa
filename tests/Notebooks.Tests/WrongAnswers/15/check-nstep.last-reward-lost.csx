double NStep(double[] rewards, bool[] over, double value, double discount)
{
    double sum = 0,
        factor = 1;
    for (int k = 0; k < rewards.Length; k++)
    {
        if (over[k])
            return sum;
        sum += factor * rewards[k];
        factor *= discount;
    }
    return sum + factor * value;
}
