using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Viva.Notebooks.Analysis;

namespace Viva.Notebooks.Session;

/// <summary>
/// Most of a session's first second is the compiler's own code being compiled. This goes through what cells commonly use on a second
/// core while the first cell is on its way.
/// </summary>
internal static class CompilerWarmUp
{
    private const string Code = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;

        record Point(double X, string Name);
        class Box<T> { public T Value { get; set; } }
        int Twice(int x)
        {
            for (int i = 0; i < 3; i++) x += i;
            return 2 * x;
        }

        var points = Enumerable.Range(0, 3).Select(i => new Point(Twice(i), $"{i:0.0}")).ToList();
        foreach (var point in points.OrderBy(p => p.X)) Console.WriteLine(point.Name);
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
        string[] names = ["System.Private.CoreLib", "System.Runtime", "System.Console", "System.Linq", "System.Collections"];
        var compilation = CSharpCompilation.CreateScriptCompilation(
            "warm-up",
            SyntaxFactory.ParseSyntaxTree(Code, CellAnalysis.Parse),
            names.Select(FrameworkReferences.Named),
            new CSharpCompilationOptions(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release),
            returnType: typeof(object));
        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        compilation.Emit(image, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
    }
}
