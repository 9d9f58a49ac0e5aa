MarkovDecisionProcess Once(MarkovDecisionProcess m, int flag, double bonus) =>
    new(
        2 * m.States,
        m.Actions,
        (s, a) =>
            m[s % m.States, a]
                .Select(o =>
                    o with
                    {
                        Next = s >= m.States || o.Next == flag ? m.States + o.Next : o.Next,
                        Reward = o.Reward + (o.Next == flag ? bonus : 0),
                    }
                )
    );
