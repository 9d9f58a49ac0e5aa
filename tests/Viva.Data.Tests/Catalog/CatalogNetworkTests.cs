using Viva.Data.Catalog;

namespace Viva.Data.Tests.Catalog;

public sealed class CatalogNetworkTests
{
    public static TheoryData<string> Names => [.. DataCatalog.Default.Networks!.Select(network => network.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_network_is_small_and_the_one_that_the_catalogue_means(string name)
    {
        var network = DataCatalog.Default.FindNetwork(name);
        Assert.Equal(network.Bytes, network.Read().Length);
        Assert.InRange(network.Bytes, 1, 1_000_000);
        Assert.Contains("--seed", network.Command, StringComparison.Ordinal);
        Assert.True(network.Minutes > 0);
    }

    [Fact]
    public void Another_checksum_is_refused()
    {
        var network = DataCatalog.Default.FindNetwork("go-5x5") with { Sha256 = new string('0', 64) };
        var refusal = Assert.Throws<DataException>(() => network.Read());
        Assert.Contains(network.Sha256, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(DataCatalog.Default.FindNetwork("go-5x5").Sha256, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_length_is_refused() =>
        Assert.Throws<DataException>(() => (DataCatalog.Default.FindNetwork("go-5x5") with { Bytes = 1 }).Read());

    [Fact]
    public void A_file_that_is_not_there_is_named() =>
        Assert.Contains(
            "none.dat",
            Assert.Throws<DataException>(() => (DataCatalog.Default.FindNetwork("go-5x5") with { File = "none.dat" }).Read()).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void An_unknown_network_is_an_error_that_lists_the_known_ones() =>
        Assert.Contains(
            "go-5x5",
            Assert.Throws<DataException>(() => DataCatalog.Default.FindNetwork("go-6x6")).Message,
            StringComparison.Ordinal
        );
}
