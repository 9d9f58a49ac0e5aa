namespace Viva.Benchmarks;

/// <summary>A named measurement of one or more rows.</summary>
internal sealed record Benchmark(string Name, string Help, Func<IEnumerable<Row>> Run);
