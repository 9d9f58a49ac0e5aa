Hypothesis Exactly(Func<long[], double[]> next, int longest, long end)
{
    var queue = new PriorityQueue<Hypothesis, double>();
    for (var h = new Hypothesis([], 0); ; h = queue.Dequeue())
        foreach (var (token, logp) in next(h.Tokens).Index())
        {
            var more = new Hypothesis([.. h.Tokens, token], h.LogP + logp);
            if (more.Tokens.Length == longest || token == end)
                return more;
            queue.Enqueue(more, -more.LogP);
        }
}
