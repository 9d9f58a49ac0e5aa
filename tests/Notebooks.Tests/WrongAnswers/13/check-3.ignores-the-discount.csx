List<int[]> PolicyIteration(MarkovDecisionProcess model, double discount)
{
    List<int[]> policies = [new int[model.States]];
    while (true)
    {
        var values = Planning.EvaluatePolicy(model, policies[^1], 0.9);
        var better = Planning.GreedyPolicy(model, values, 0.9);
        if (better.SequenceEqual(policies[^1]))
            return policies;
        policies.Add(better);
    }
}
