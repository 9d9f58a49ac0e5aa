using Microsoft.DotNet.Interactive.Events;
using Viva.Data.Settings;
using Viva.Tests.Display.Hosts;

namespace Viva.Tests.Data;

/// <summary>What a notebook's store of data takes from the kernel that it runs in.</summary>
public sealed class KernelStoreTests
{
    [Fact]
    public async Task In_a_kernel_a_relative_folder_counts_from_the_root_of_the_project()
    {
        // The tests run within the clone, in a folder that is not its root.
        using var kernel = await CellKernel.StartAsync(run: false);
        var where = await kernel.RunAsync(
            """
            var from = typeof(Run).Assembly.GetType("Viva.Data.KernelStore")
                .GetMethod("From", System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic);
            Console.Write(from.Invoke(null, []));
            """
        );
        var shown = where.OfType<StandardOutputValueProduced>().Single();
        Assert.Equal(PlaceSetting.ProjectRoot(Directory.GetCurrentDirectory()), CellKernel.Value(shown.FormattedValues, "text/plain"));
    }
}
