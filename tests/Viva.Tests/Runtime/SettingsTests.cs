using Viva.Data.Settings;
using Viva.Runtime;

namespace Viva.Tests.Runtime;

[Collection(Training.TorchSerial.Name)]
public sealed class SettingsTests : IDisposable
{
    private const string Variable = "VIVA_TEST_SETTING";

    public void Dispose()
    {
        foreach (var name in (string[])[Variable, "VIVA_SEED", "VIVA_QUICK", "VIVA_OFFLINE"])
        {
            Environment.SetEnvironmentVariable(name, null);
        }
    }

    [Theory]
    [InlineData(null, 7)]
    [InlineData("", 7)]
    [InlineData("  ", 7)]
    [InlineData("3", 3)]
    [InlineData(" 10 ", 10)]
    public void A_number_is_read_or_has_its_default(string? value, int expected)
    {
        Environment.SetEnvironmentVariable(Variable, value);
        Assert.Equal(expected, EnvironmentVariable.Number(Variable, 7, 1, 10));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("11")]
    [InlineData("two")]
    [InlineData("1.5")]
    [InlineData("99999999999")]
    public void A_bad_number_is_an_error_that_names_variable_value_and_limits(string value)
    {
        Environment.SetEnvironmentVariable(Variable, value);
        var error = Assert.Throws<SettingException>(() => EnvironmentVariable.Number(Variable, 7, 1, 10));
        Assert.StartsWith(
            $"The environment variable {Variable} is \"{value}\"; allowed is a whole number from 1 to 10.",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_flag_is_0_or_1()
    {
        Assert.False(EnvironmentVariable.Flag(Variable));
        Environment.SetEnvironmentVariable(Variable, "1");
        Assert.True(EnvironmentVariable.Flag(Variable));
        Environment.SetEnvironmentVariable(Variable, "yes");
        Assert.Contains(
            "0 or 1",
            Assert.Throws<SettingException>(() => EnvironmentVariable.Flag(Variable)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Quick_mode_picks_the_smaller_value()
    {
        Assert.Equal(10, Run.Pick(full: 10, quick: 1));
        Environment.SetEnvironmentVariable("VIVA_QUICK", "1");
        Assert.Equal(1, Run.Pick(full: 10, quick: 1));
    }

    [Fact]
    public void The_seed_and_offline_mode_come_from_the_environment()
    {
        Assert.Equal(1, Run.Seed);
        Assert.False(Run.Offline);
        Environment.SetEnvironmentVariable("VIVA_SEED", "42");
        Environment.SetEnvironmentVariable("VIVA_OFFLINE", "1");
        Assert.Equal(42, Run.Seed);
        Assert.True(Run.Offline);
        Environment.SetEnvironmentVariable("VIVA_SEED", "-1");
        Assert.Throws<SettingException>(() => Run.Seed);
    }
}
