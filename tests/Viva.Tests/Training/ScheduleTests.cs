using Viva.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.optim.lr_scheduler;

namespace Viva.Tests.Training;

[Collection(TorchSerial.Name)]
public sealed class ScheduleTests
{
    private const int StepsPerEpoch = 7;
    private const int Epochs = 10;

    [Fact]
    public void A_constant_schedule_is_one() => Assert.All(Factors(Schedule.Constant), factor => Assert.Equal(1, factor));

    [Fact]
    public void Step_equals_TorchSharps_scheduler_called_every_epoch() =>
        AssertEqualRates(Factors(Schedule.Step(3, 0.5)), optimizer => StepLR(optimizer, 3, 0.5), perStep: false);

    [Fact]
    public void Cosine_equals_the_formula_and_TorchSharps_scheduler()
    {
        var factors = Factors(Schedule.Cosine());
        for (var t = 0; t < factors.Length; t++)
        {
            Assert.Equal(0.5 * (1 + Math.Cos(Math.PI * t / factors.Length)), factors[t], 1e-12);
        }

        AssertEqualRates(factors, optimizer => CosineAnnealingLR(optimizer, StepsPerEpoch * Epochs), perStep: true);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.1)]
    [InlineData(0.5)]
    public void One_cycle_equals_TorchSharps_scheduler(double warmUp) =>
        AssertEqualRates(
            Factors(Schedule.OneCycle(warmUp)),
            optimizer => OneCycleLR(optimizer, 0.1, total_steps: StepsPerEpoch * Epochs, pct_start: warmUp, cycle_momentum: false),
            perStep: true
        );

    [Fact]
    public void A_warm_up_rises_linearly_to_the_full_rate_and_the_cosine_ends_near_its_floor()
    {
        var factors = Factors(Schedule.Cosine(final: 0.1, warmUp: 0.2)); // 14 of 70 steps
        for (var step = 0; step < 14; step++)
        {
            Assert.Equal((step + 1) / 15.0, factors[step], 1e-12);
        }

        Assert.Equal(1, factors[14], 1e-12);
        Assert.All(Enumerable.Range(15, 55), step => Assert.True(factors[step] < factors[step - 1]));
        Assert.InRange(factors[^1], 0.1, 0.102);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(3, 1)]
    public void Every_schedule_gives_positive_factors_up_to_one_even_for_a_few_steps(int stepsPerEpoch, int epochs)
    {
        foreach (
            var schedule in (Schedule[])
                [
                    Schedule.Constant,
                    Schedule.Step(1),
                    Schedule.Cosine(),
                    Schedule.Cosine(0, 0.9),
                    Schedule.OneCycle(),
                    Schedule.OneCycle(0.99),
                ]
        )
        {
            for (var step = 0; step < stepsPerEpoch * epochs; step++)
            {
                Assert.InRange(schedule.At(step, stepsPerEpoch, epochs), 1e-7, 1);
            }
        }
    }

    [Fact]
    public void Bad_settings_are_errors_that_name_value_and_limit()
    {
        AssertNames("epochs", "0", () => Schedule.Step(0));
        AssertNames("factor", "1.5", () => Schedule.Step(1, 1.5));
        AssertNames("factor", "NaN", () => Schedule.Step(1, double.NaN));
        AssertNames("final", "-0.1", () => Schedule.Cosine(final: -0.1));
        AssertNames("warmUp", "1", () => Schedule.Cosine(warmUp: 1));
        AssertNames("warmUp", "0", () => Schedule.OneCycle(warmUp: 0));
        AssertNames("start", "2", () => Schedule.OneCycle(start: 2));
        AssertNames("step", "70", () => Schedule.Constant.At(70, StepsPerEpoch, Epochs));

        static void AssertNames(string parameter, string value, Func<object> action)
        {
            var error = Assert.Throws<ArgumentOutOfRangeException>(action);
            Assert.Equal(parameter, error.ParamName);
            Assert.Contains(value, error.Message, StringComparison.Ordinal);
        }
    }

    private static double[] Factors(Schedule schedule) =>
        [.. Enumerable.Range(0, StepsPerEpoch * Epochs).Select(step => schedule.At(step, StepsPerEpoch, Epochs))];

    private static void AssertEqualRates(double[] factors, Func<optim.Optimizer, LRScheduler> make, bool perStep)
    {
        const double Rate = 0.1;
        using var model = nn.Linear(1, 1);
        using var optimizer = optim.SGD(model.parameters(), Rate);
        var scheduler = make(optimizer);
        for (var step = 0; step < factors.Length; step++)
        {
            Assert.Equal(optimizer.ParamGroups.First().LearningRate, Rate * factors[step], 1e-9);
            if (perStep || (step + 1) % StepsPerEpoch == 0)
            {
                scheduler.step();
            }
        }
    }
}
