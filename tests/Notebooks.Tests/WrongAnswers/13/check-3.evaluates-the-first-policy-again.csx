List<int[]> PolicyIteration(MarkovDecisionProcess model, double discount)
{
    List<int[]> policies = [new int[model.States]];
    while (true)
    {
        var values = Planning.EvaluatePolicy(model, policies[0], discount);
        var better = Planning.GreedyPolicy(model, values, discount);
        if (better.SequenceEqual(policies[^1]))
            return policies;
        policies.Add(better);
    }
}
