using Viva.Benchmarks;
using Viva.Runtime;

namespace Viva.Tests.Runtime;

/// <summary>The table that <c>Viva.Benchmarks precision</c> prints, with a bar for each operation.</summary>
[Collection(nameof(Alone))]
public class OperationsTests
{
    public static TheoryData<string> Names => [.. Operations.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_operation_in_float32_is_that_in_float64_with_gradients_and_without_in_any_order_of_memory(string name)
    {
        Run.Load();
        var error = Operations.Measure(name, sizes: 25, seed: 7);

        // Statistics of a few nearly equal numbers lose digits; all else keeps about six.
        Assert.True(error.Largest < (name.Contains("norm", StringComparison.Ordinal) || name is "std" ? 5e-4 : 2e-5), $"{error}");
    }
}
