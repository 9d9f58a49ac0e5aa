double NStep(double[] rewards, bool[] over, double value, double discount) =>
    rewards.Select((r, k) => Math.Pow(discount, k) * r).Sum()
    + Math.Pow(discount, rewards.Length) * value;
