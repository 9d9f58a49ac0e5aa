Hypothesis Exactly(Func<long[], double[]> next, int longest, long end) =>
    Beam(next, int.MaxValue, longest, end)[0];
