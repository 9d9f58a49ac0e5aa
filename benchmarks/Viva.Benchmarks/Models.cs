using Viva.Runtime;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Viva.Benchmarks;

/// <summary>The networks and the data of the measurements; random pixels cost what real ones cost.</summary>
internal static class Models
{
    /// <summary>The network of question 23: three 3x3 convolutions of 32, 64 and 64 channels.</summary>
    public static Module<Tensor, Tensor> Cnn() =>
        Sequential(
            Conv2d(1, 32, 3),
            ReLU(),
            MaxPool2d(2),
            Conv2d(32, 64, 3),
            ReLU(),
            MaxPool2d(2),
            Conv2d(64, 64, 3),
            ReLU(),
            Flatten(),
            Linear(64 * 3 * 3, 64),
            ReLU(),
            Linear(64, 10)
        );

    /// <summary>A small network whose steps are so short that every call around them shows.</summary>
    public static Module<Tensor, Tensor> Small() => Sequential(Flatten(), Linear(28 * 28, 32), ReLU(), Linear(32, 10));

    public static (Tensor Images, Tensor Labels) Digits(int count)
    {
        Run.Reseed(1);
        return (rand(count, 1, 28, 28), randint(0, 10, [count], ScalarType.Int64));
    }
}
