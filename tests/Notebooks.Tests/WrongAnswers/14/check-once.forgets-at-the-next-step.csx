MarkovDecisionProcess Once(MarkovDecisionProcess m, int flag, double bonus) =>
    new(
        2 * m.States,
        m.Actions,
        (s, a) =>
            m[s % m.States, a]
                .Select(o =>
                    s < m.States && o.Next == flag
                        ? o with
                        {
                            Next = m.States + o.Next,
                            Reward = o.Reward + bonus,
                        }
                        : o
                )
    );
