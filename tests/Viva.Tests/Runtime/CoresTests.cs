using Viva.Runtime;

namespace Viva.Tests.Runtime;

public sealed class CoresTests
{
    private const string TwoCoresFourThreads = """
        processor	: 0
        model name	: Intel(R) Xeon(R) CPU @ 2.20GHz
        physical id	: 0
        core id		: 0

        processor	: 1
        model name	: Intel(R) Xeon(R) CPU @ 2.20GHz
        physical id	: 0
        core id		: 1

        processor	: 2
        model name	: Intel(R) Xeon(R) CPU @ 2.20GHz
        physical id	: 0
        core id		: 0

        processor	: 3
        model name	: Intel(R) Xeon(R) CPU @ 2.20GHz
        physical id	: 0
        core id		: 1

        """;

    [Theory]
    [InlineData("Cpus_allowed_list:\t0-3", 2)]
    [InlineData("Cpus_allowed_list:\t0,2", 1)]
    [InlineData("Cpus_allowed_list:\t1-2", 2)]
    [InlineData("", 2)]
    public void Two_hardware_threads_of_a_core_count_once_and_affinity_counts(string status, int cores) =>
        Assert.Equal(cores, Cores.LinuxCores(TwoCoresFourThreads, status));

    [Fact]
    public void Cores_of_two_packages_are_different_cores() =>
        Assert.Equal(2, Cores.LinuxCores("processor: 0\nphysical id: 0\ncore id: 0\n\nprocessor: 1\nphysical id: 1\ncore id: 0\n", ""));

    [Theory]
    [InlineData("")]
    [InlineData("processor\t: 0\nBogoMIPS\t: 50.00\n\nprocessor\t: 1\nBogoMIPS\t: 50.00\n")]
    [InlineData("processor\t: many\ncore id: 0\n")]
    public void A_file_that_does_not_tell_gives_no_count(string cpuinfo) => Assert.Null(Cores.LinuxCores(cpuinfo, ""));

    [Theory]
    [InlineData("0-3,8", new[] { 0, 1, 2, 3, 8 })]
    [InlineData("5", new[] { 5 })]
    [InlineData("", new int[0])]
    [InlineData("3-1,x", new int[0])]
    public void A_kernel_list_is_expanded(string list, int[] expected) => Assert.Equal(expected, Cores.ParseList(list).Order());

    [Theory]
    [InlineData("Intel(R) Xeon(R) CPU @ 2.20GHz", "Intel Xeon")]
    [InlineData("Intel(R) Core(TM) i7-8650U CPU @ 1.90GHz", "Intel Core i7-8650U")]
    [InlineData("AMD Ryzen 7 5800X 8-Core Processor             ", "AMD Ryzen 7 5800X 8-Core")]
    [InlineData("Apple M2 Pro", "Apple M2 Pro")]
    [InlineData(null, "")]
    public void A_processor_name_loses_trademarks_and_clock(string? raw, string expected) => Assert.Equal(expected, Cores.Clean(raw));

    [Fact]
    public void The_name_is_read_from_the_file() => Assert.Equal("Intel(R) Xeon(R) CPU @ 2.20GHz", Cores.LinuxName(TwoCoresFourThreads));

    [Fact]
    public void This_machine_has_a_name_and_between_one_and_all_processors()
    {
        Assert.NotEqual("", Cores.ProcessorName());
        Assert.InRange(Cores.Physical(), 1, Environment.ProcessorCount);
    }
}
