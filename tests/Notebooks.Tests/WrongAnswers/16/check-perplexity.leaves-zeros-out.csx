(double Perplexity, double Bits) Measures(double[] p, int characters)
{
    double[] some = [.. p.Where(share => share > 0)];
    return (Math.Exp(-some.Average(Math.Log)), -some.Sum(Math.Log2) / characters);
}
