using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Formatting;

namespace Viva.Notebooks.Session;

/// <summary>
/// Most of a session's first second is the compiler's own code running for the first time. This has a second core go through what cells commonly
/// use while the first one puts the kernel together.
/// </summary>
internal static class CompilerWarmUp
{
    private const string Code = """
        record Point(double X, string Name);
        class Box<T> { public T Value { get; set; } }
        static int Twice(this int x)
        {
            for (int i = 0; i < 3; i++) x += i;
            return 2 * x;
        }

        var points = Enumerable.Range(0, 3).Select(i => new Point(i.Twice(), $"{i:0.0}")).ToList();
        foreach (var point in points.OrderBy(p => p.X)) _ = point.Name;
        double[,] grid = { { 1, 2 }, { 3, 4 } };
        await Task.Delay(0);
        points.Count(p => p is { X: > 1 } && grid[0, 1] > 1)
        """;

    private static int _started;

    /// <summary>Starts it in the background, once in a process.</summary>
    public static void Start()
    {
        if (Interlocked.Exchange(ref _started, 1) == 0) new Thread(Run) { IsBackground = true, Name = "compiler warm-up" }.Start();
    }

    private static void Run()
    {
        var options = ScriptOptions.Default
            .AddImports("System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq")
            .AddReferences(typeof(Enumerable).Assembly, typeof(List<>).Assembly, typeof(Kernel).Assembly, typeof(PocketView).Assembly)
            .WithEmitDebugInformation(true)
            .WithFileEncoding(Encoding.UTF8)
            .WithOptimizationLevel(OptimizationLevel.Release);
        CSharpScript.RunAsync(Code, options).ContinueWith(first => first.Result.ContinueWithAsync("points.Count", options), TaskScheduler.Default).Unwrap().GetAwaiter().GetResult();
    }
}
