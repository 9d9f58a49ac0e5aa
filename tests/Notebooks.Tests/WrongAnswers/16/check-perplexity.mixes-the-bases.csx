(double Perplexity, double Bits) Measures(double[] p, int characters) =>
    (Math.Exp(-p.Average(Math.Log2)), -p.Sum(Math.Log2) / characters);
