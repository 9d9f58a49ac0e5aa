Hypothesis Exactly(Func<long[], double[]> next, int longest, long end)
{
    var queue = new PriorityQueue<Hypothesis, double>();
    for (var h = new Hypothesis([], 0); ; h = queue.Dequeue())
    {
        if (h.Tokens.LastOrDefault(-1) == end)
            return h;
        foreach (var (token, logp) in next(h.Tokens).Index())
            queue.Enqueue(new([.. h.Tokens, token], h.LogP + logp), -(h.LogP + logp));
    }
}
