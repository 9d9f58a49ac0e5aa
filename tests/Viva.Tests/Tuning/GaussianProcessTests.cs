using TorchSharp;
using Viva.Tuning;
using static TorchSharp.torch;

namespace Viva.Tests.Tuning;

public sealed class GaussianProcessTests
{
    [Fact]
    public void One_observation_gives_the_closed_form()
    {
        // Variance 2, noise 0.5, one point at 0 with value 3: at distance d the mean is k / 2.5 * 3, the variance 2 - k² / 2.5.
        var process = GaussianProcess.Fit(
            [
                [0],
            ],
            [3],
            lengthScale: 0.7,
            noise: 0.5,
            variance: 2
        );
        foreach (var d in new[] { 0, 0.3, 1, 5 })
        {
            var a = Math.Sqrt(5) * d / 0.7;
            var k = 2 * (1 + a + (a * a / 3)) * Math.Exp(-a);
            var (mean, variance) = process.Predict([d]);
            Assert.Equal(k / 2.5 * 3, mean, 1e-12);
            Assert.Equal(2 - (k * k / 2.5), variance, 1e-12);
        }

        Assert.Equal((-0.5 * 9 / 2.5) - (0.5 * Math.Log(2 * Math.PI * 2.5)), process.LogLikelihood, 1e-12);
    }

    [Fact]
    public void Two_observations_give_what_the_inverse_of_two_by_two_does()
    {
        var a = Math.Sqrt(5);
        var k = (1 + a + (a * a / 3)) * Math.Exp(-a); // distance 1, length scale 1
        var process = GaussianProcess.Fit(
            [
                [0, 0],
                [0, 1],
            ],
            [1, -2],
            lengthScale: 1,
            noise: 0.1
        );
        var determinant = (1.1 * 1.1) - (k * k);
        double[] weights = [((1.1 * 1) - (k * -2)) / determinant, ((-k * 1) + (1.1 * -2)) / determinant];
        var (mean, variance) = process.Predict([0, 0]);
        Assert.Equal(weights[0] + (k * weights[1]), mean, 1e-12);
        Assert.Equal(1 - (((1.1 * 1) - (2 * k * k) + (1.1 * k * k)) / determinant), variance, 1e-12);
    }

    [Fact]
    public void Many_observations_give_what_the_inverse_and_determinant_of_libtorch_do()
    {
        const int count = 30;
        const int width = 3;
        var random = new Random(7);
        double[][] points = [.. Enumerable.Range(0, count).Select(_ => Draw(random, width))];
        double[] values = [.. Enumerable.Range(0, count).Select(_ => random.NextDouble())];
        var process = GaussianProcess.Fit(points, values, 0.5, 0.01, 1.5, mean: 0.4);
        using var scope = NewDisposeScope();
        var x = tensor(points.SelectMany(p => p).ToArray(), [count, width], dtype: float64);
        var y = tensor(values) - 0.4;
        Tensor Kernel(Tensor one, Tensor other)
        {
            var a = (one.unsqueeze(1) - other.unsqueeze(0)).square().sum(2).sqrt() * Math.Sqrt(5) / 0.5;
            return 1.5 * (1 + a + (a.square() / 3)) * (-a).exp();
        }

        var covariance = Kernel(x, x) + (0.01 * eye(count, dtype: float64));
        var inverse = linalg.inv(covariance);
        var at = Draw(random, width);
        var k = Kernel(x, tensor(at, [1, width], dtype: float64)).squeeze(1);
        var (mean, variance) = process.Predict(at);
        Assert.Equal(0.4 + k.dot(inverse.mv(y)).ToDouble(), mean, 1e-9);
        Assert.Equal(1.5 - k.dot(inverse.mv(k)).ToDouble(), variance, 1e-9);
        var likelihood =
            (-0.5 * y.dot(inverse.mv(y)).ToDouble())
            - (0.5 * linalg.slogdet(covariance).Item2.ToDouble())
            - (0.5 * count * Math.Log(2 * Math.PI));
        Assert.Equal(likelihood, process.LogLikelihood, 1e-8);
    }

    [Fact]
    public void Without_noise_the_observations_are_hit_and_certain()
    {
        var process = GaussianProcess.Fit(
            [
                [0.1],
                [0.5],
                [0.9],
            ],
            [1, 3, -1],
            0.3,
            noise: 0
        );
        var (mean, variance) = process.Predict([0.5]);
        Assert.Equal(3, mean, 1e-9);
        Assert.Equal(0, variance, 1e-9);
    }

    [Fact]
    public void The_same_point_twice_needs_noise()
    {
        Assert.Throws<InvalidOperationException>(() =>
            GaussianProcess.Fit(
                [
                    [0.5],
                    [0.5],
                ],
                [1, 2],
                1,
                noise: 0
            )
        );
        var (mean, _) = GaussianProcess
            .Fit(
                [
                    [0.5],
                    [0.5],
                ],
                [1, 2],
                1,
                noise: 0.001
            )
            .Predict([0.5]);
        Assert.Equal(1.5, mean, 1e-3);
    }

    [Fact]
    public void Tuning_finds_noise_where_there_is_some_and_none_where_there_is_none()
    {
        var random = new Random(8);
        double[][] points = [.. Enumerable.Range(0, 40).Select(i => new[] { i / 39.0 })];
        double[] smooth = [.. points.Select(point => 10 + Math.Sin(6 * point[0]))];
        double[] noisy = [.. smooth.Select(value => value + random.NextDouble() - 0.5)];
        Assert.True(GaussianProcess.Tuned(points, smooth).Noise < 0.001);
        Assert.InRange(GaussianProcess.Tuned(points, noisy).Noise, 0.03, 0.2); // the variance of the noise is 1 / 12
        Assert.Equal(10 + Math.Sin(3), GaussianProcess.Tuned(points, smooth).Predict([0.5]).Mean, 0.01);
        Assert.Equal(
            5,
            GaussianProcess
                .Tuned(
                    [
                        [0.1],
                        [0.2],
                    ],
                    [5, 5]
                )
                .Predict([0.9])
                .Mean,
            1e-9
        );
    }

    [Fact]
    public void Arguments_are_checked()
    {
        Assert.Throws<ArgumentException>(() => GaussianProcess.Fit([], [], 1, 1));
        Assert.Throws<ArgumentException>(() =>
            GaussianProcess.Fit(
                [
                    [1],
                ],
                [1, 2],
                1,
                1
            )
        );
        Assert.Throws<ArgumentException>(() =>
            GaussianProcess.Fit(
                [
                    [1],
                    [1, 2],
                ],
                [1, 2],
                1,
                1
            )
        );
        Assert.Throws<ArgumentException>(() =>
            GaussianProcess.Tuned(
                [
                    [1],
                ],
                [double.NaN]
            )
        );
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            GaussianProcess.Fit(
                [
                    [1],
                ],
                [1],
                0,
                1
            )
        );
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            GaussianProcess.Fit(
                [
                    [1],
                ],
                [1],
                1,
                -1
            )
        );
        Assert.Throws<ArgumentException>(() =>
            GaussianProcess
                .Fit(
                    [
                        [1],
                    ],
                    [1],
                    1,
                    1
                )
                .Predict([1, 2])
        );
    }

    private static double[] Draw(Random random, int width) => [.. Enumerable.Range(0, width).Select(_ => random.NextDouble())];
}
