double Hint(double potential, double next, double discount, bool terminated) =>
    terminated ? 0 : discount * next - potential;
