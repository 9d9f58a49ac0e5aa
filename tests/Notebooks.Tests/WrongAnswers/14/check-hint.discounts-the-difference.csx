double Hint(double potential, double next, double discount, bool terminated) =>
    discount * ((terminated ? 0 : next) - potential);
