(double Perplexity, double Bits) Measures(double[] p, int characters) =>
    (Math.Exp(-p.Average(Math.Log)), -p.Average(Math.Log2));
