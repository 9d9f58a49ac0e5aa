using System.Runtime;
using TorchSharp;
using Viva.Runtime;

namespace Viva.Tests.Runtime;

[Collection(Training.TorchSerial.Name)]
public sealed class RunTests
{
    [Fact]
    public void Starting_loads_the_native_library_and_two_matrices_multiply()
    {
        Run.Start();
        using var scope = torch.NewDisposeScope();
        var product = torch
            .tensor(
                new float[,]
                {
                    { 1, 2 },
                    { 3, 4 },
                }
            )
            .mm(
                torch.tensor(
                    new float[,]
                    {
                        { 5, 6 },
                        { 7, 8 },
                    }
                )
            );
        Assert.Equal([19, 22, 43, 50], product.data<float>().ToArray());
    }

    [Fact]
    public void No_collection_runs_beside_native_code_once_it_has_started()
    {
        Run.Start();
        Assert.Equal(GCLatencyMode.Batch, GCSettings.LatencyMode);
    }

    [Fact]
    public void Reseeding_repeats_the_numbers_of_torch()
    {
        using var scope = torch.NewDisposeScope();
        Run.Reseed(7);
        var first = torch.randn(100).data<float>().ToArray();
        Run.Reseed(7);
        Assert.Equal(first, torch.randn(100).data<float>().ToArray());
        Run.Reseed(8);
        Assert.NotEqual(first, torch.randn(100).data<float>().ToArray());
    }

    [Fact]
    public void One_stream_of_random_numbers_repeats_and_another_differs()
    {
        Assert.Equal(Run.Random(3).Next(), Run.Random(3).Next());
        Assert.NotEqual(Run.Random(3).Next(), Run.Random(4).Next());
    }

    [Fact]
    public void The_processor_is_named_with_the_threads_in_use()
    {
        Assert.InRange(Run.Threads, 1, Environment.ProcessorCount);
        Assert.Contains(Run.Threads == 1 ? ", 1 core" : $", {Run.Threads} cores", Run.Processor, StringComparison.Ordinal);
    }
}
