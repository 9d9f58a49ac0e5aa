double NStep(double[] rewards, bool[] over, double value, double discount) =>
    rewards.Select((r, k) => Math.Pow(discount, k) * r).Sum()
    + (over.Length > 0 && over[^1] ? 0 : Math.Pow(discount, rewards.Length) * value);
