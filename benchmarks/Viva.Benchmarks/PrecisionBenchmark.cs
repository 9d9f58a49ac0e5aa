using System.Globalization;
using Viva.Runtime;

namespace Viva.Benchmarks;

/// <summary>How far float32 is from float64, operation by operation: a table of its own, then the largest figure of all as a row.</summary>
internal static class PrecisionBenchmark
{
    private const int Sizes = 40;

    public static IEnumerable<Row> Run()
    {
        Runtime.Run.Start();
        Console.WriteLine(
            $"{"largest relative error, " + Sizes + " sizes each, 1 and 2 threads", -52} {"output", 9} {"gradients", 9} "
                + $"{"no_grad", 9} {"ch. last", 9} {"its grads", 9}"
        );
        var largest = 0.0;
        foreach (var name in Operations.Names)
        {
            var error = Operations.Measure(name, Sizes);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name, -52} {error.On, 9:0.0e+0} {error.Gradients, 9:0.0e+0} {error.Off, 9:0.0e+0} "
                        + $"{error.ChannelsLast, 9:0.0e+0} {error.ChannelsLastGradients, 9:0.0e+0}"
                )
            );
            largest = Math.Max(largest, error.Largest);
        }

        foreach (var error in LayerPrecision.Compare(240))
        {
            Console.WriteLine(
                FormattableString.Invariant(
                    $"{error.Layer + " against steps by hand, gradients " + (error.Gradients ? "on" : "off"), -52} {error.Error, 9:0.0e+0}"
                )
            );
        }

        yield return new Row("float32 against float64, largest relative error", largest * 1e6, "millionths", AtMost: 100);
    }
}
