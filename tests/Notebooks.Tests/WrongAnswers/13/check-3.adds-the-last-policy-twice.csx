List<int[]> PolicyIteration(MarkovDecisionProcess model, double discount)
{
    List<int[]> policies = [new int[model.States]];
    while (true)
    {
        var values = Planning.EvaluatePolicy(model, policies[^1], discount);
        policies.Add(Planning.GreedyPolicy(model, values, discount));
        if (policies[^1].SequenceEqual(policies[^2]))
            return policies;
    }
}
