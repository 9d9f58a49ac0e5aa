(double Perplexity, double Bits) Measures(double[] p, int characters) =>
    (1 / p.Average(), -p.Sum(Math.Log2) / characters);
