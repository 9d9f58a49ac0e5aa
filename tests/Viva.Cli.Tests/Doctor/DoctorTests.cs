using Viva.Cli.Doctor;
using Viva.Data.Catalog;
using Viva.Data.Inventory;

namespace Viva.Cli.Tests.Doctor;

public class DoctorTests
{
    [Fact]
    public void Data_has_a_line_for_each_place_and_what_cannot_be_had_is_a_note()
    {
        var verdicts = DataExamination.Verdicts(
            [
                Status("mnist", DatasetPlace.Mirror),
                Status("adult", DatasetPlace.Cache),
                Status("imdb", DatasetPlace.NotHere),
                Status("digits", DatasetPlace.BuiltIn),
                Status("iris", DatasetPlace.BuiltIn),
                Status("kmnist", DatasetPlace.Download),
            ],
            missingMirror: null
        );

        Assert.Equal(
            [
                "in the cache: adult",
                "in the mirror: mnist",
                "can be downloaded: kmnist",
                "cannot be had here: imdb",
                "built in: digits, iris",
            ],
            verdicts.Select(verdict => verdict.Finding)
        );
        Assert.Equal([Health.Note], verdicts.Where(verdict => verdict.State != Health.Ok).Select(verdict => verdict.State));
        Assert.Contains("VIVA_MIRROR", verdicts[3].NextStep, StringComparison.Ordinal);

        static DatasetStatus Status(string name, DatasetPlace place) => new(new KnownDataset(name, "", ""), "", "", "", place);
    }

    [Fact]
    public void A_mirror_that_is_not_there_fails()
    {
        var verdict = Assert.Single(DataExamination.Verdicts([], missingMirror: "/no/such/folder"));

        Assert.Equal((Health.Fail, "the mirror /no/such/folder is not there"), (verdict.State, verdict.Finding));
        Assert.Contains("VIVA_MIRROR", verdict.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_machine_that_runs_the_tests_has_an_SDK()
    {
        using var clone = new Clone();

        var verdict = Assert.Single(await MachineExamination.SdkAsync(new Repository(clone.Root), TestContext.Current.CancellationToken));

        Assert.Equal(Health.Ok, verdict.State);
        Assert.Matches(@"^\.NET \d+\.", verdict.Finding);
    }

    [Fact]
    public async Task An_SDK_that_global_json_does_not_accept_fails()
    {
        using var clone = new Clone();
        File.WriteAllText(clone.At("global.json"), """{"sdk": {"version": "99.0.100", "rollForward": "disable"}}""");

        var verdict = Assert.Single(await MachineExamination.SdkAsync(new Repository(clone.Root), TestContext.Current.CancellationToken));

        Assert.Equal(Health.Fail, verdict.State);
        Assert.NotNull(verdict.NextStep);
    }

    [Fact]
    public void Little_memory_fails()
    {
        Assert.Equal(Health.Ok, MachineExamination.Memory(8).State);
        Assert.Equal("2.5 GB available, a notebook may need 3 GB", MachineExamination.Memory(2.5).Finding);
        Assert.Equal(Health.Fail, MachineExamination.Memory(2.5).State);
    }

    [Fact]
    public async Task A_clone_without_its_library_fails_with_what_to_do()
    {
        using var clone = new Clone();

        var verdicts = await LibraryExamination.RunAsync(new Repository(clone.Root), TestContext.Current.CancellationToken);

        var verdict = Assert.Single(verdicts);
        Assert.Equal((Health.Fail, "Library"), (verdict.State, verdict.Subject));
        Assert.Contains("setup.dib", verdict.Finding, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(clone.At("artifacts")));
    }

    [Theory]
    [InlineData("262144f", true, "multiplies two matrices")]
    [InlineData("1f", false, "multiply to 1, not to 262144")]
    [InlineData("throw new DllNotFoundException(\"LibTorchSharp\")", false, "LibTorchSharp")]
    [InlineData("((Func<float>)(() => { Environment.FailFast(\"crash\"); return 0; }))()", false, "ended by signal")]
    public async Task A_library_that_computes_wrongly_or_crashes_is_reported(string item, bool good, string finding)
    {
        using var clone = new Clone();
        File.WriteAllText(
            clone.At("notebooks", "setup.dib"),
            $$"""
            #!csharp
            using System;
            using System.Linq;
            class Library
            {
                public Library ones(int rows, int columns) => this;
                public Library matmul(Library other) => this;
                public Library sum() => this;
                public float item<T>() => {{item}};
            }
            var torch = new Library();
            {{Layers("1e-7")}}
            """
        );

        var verdicts = await LibraryExamination.RunAsync(new Repository(clone.Root), TestContext.Current.CancellationToken);

        (string, Health)[] expected = [("Library", Health.Ok), ("libtorch", good ? Health.Ok : Health.Fail), ("Numbers", Health.Ok)];
        Assert.Equal(good ? expected : expected[..2], verdicts.Select(verdict => (verdict.Subject, verdict.State)));
        Assert.Contains(finding, verdicts[1].Finding, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.52")]
    [InlineData("double.NaN")]
    public async Task A_layer_that_is_wrong_fails_with_its_size(string error)
    {
        using var clone = new Clone();
        File.WriteAllText(
            clone.At("notebooks", "setup.dib"),
            $$"""
            #!csharp
            using System;
            using System.Linq;
            class Library
            {
                public Library ones(int rows, int columns) => this;
                public Library matmul(Library other) => this;
                public Library sum() => this;
                public float item<T>() => 262144f;
            }
            var torch = new Library();
            {{Layers(error)}}
            """
        );

        var verdicts = await LibraryExamination.RunAsync(new Repository(clone.Root), TestContext.Current.CancellationToken);

        Assert.Equal([Health.Ok, Health.Ok, Health.Fail], verdicts.Select(verdict => verdict.State));
        Assert.Contains("LSTM with gradients off is wrong by", verdicts[2].Finding, StringComparison.Ordinal);
        Assert.Contains("(10 inputs, 16 hidden)", verdicts[2].Finding, StringComparison.Ordinal);
        Assert.Contains("ONEDNN_MAX_CPU_ISA", verdicts[2].NextStep, StringComparison.Ordinal);
    }

    private static string Layers(string error) =>
        $$"""
            record LayerError(string Layer, bool Gradients, double Error, string Size);
            class LayerPrecision
            {
                public static LayerError[] Compare(int shapes) =>
                    [new("GRU", true, 1e-8, ""), new("LSTM", false, {{error}}, "10 inputs, 16 hidden")];
            }
            """;
}
