double Hint(double potential, double next, double discount, bool terminated) =>
    discount * next - potential;
