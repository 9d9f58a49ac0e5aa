using Viva.Benchmarks;
using Viva.Runtime;

// A benchmark is a name, a line of help and a function that yields rows; add one here and it appears everywhere.
Benchmark[] all =
[
    new("trainer", "the trainer against a bare loop over the same tensors", TrainerBenchmark.Run),
    new("cnn", "training speed of question 23's network", CnnBenchmark.Run),
    new("precision", "float32 against float64, operation by operation", PrecisionBenchmark.Run),
    new("go", "random games of Go and tree search on one core", GoBenchmark.Run),
    new("session", "start of a notebook, overhead of a cell, import of setup.dib", SessionBenchmark.Run),
];

if (args is ["--help" or "-h"] || args.Any(a => a != "all" && all.All(b => b.Name != a)))
{
    Console.Error.WriteLine("usage: dotnet run --project benchmarks/Viva.Benchmarks [-- <name>... | all]");
    foreach (var benchmark in all)
    {
        Console.Error.WriteLine($"  {benchmark.Name, -10} {benchmark.Help}");
    }

    return args is ["--help" or "-h"] ? 0 : 2;
}

var chosen = args.Length == 0 || args.Contains("all") ? all : [.. all.Where(b => args.Contains(b.Name))];
Console.WriteLine($"{Run.Processor}, {Environment.OSVersion}, .NET {Environment.Version}");
var table = new RowTable(Console.Out);
foreach (var benchmark in chosen)
{
    foreach (var row in benchmark.Run())
    {
        table.Print(benchmark.Name, row);
    }
}

return table.Missed ? 1 : 0;
