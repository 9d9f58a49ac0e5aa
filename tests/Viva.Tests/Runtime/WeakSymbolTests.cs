using System.Diagnostics;
using Viva.Build;

namespace Viva.Tests.Runtime;

public sealed class WeakSymbolTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("viva-weak-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_flag_is_set_and_nothing_else_changes(bool headersFirst)
    {
        var original = Typical().Build(headersFirst);
        var patched = (byte[])original.Clone();

        Assert.Equal(PatchOutcome.Patched, WeakSymbol.Patch(patched));

        Assert.Equal(Typical(flags: 2).Build(headersFirst), patched);
        Assert.Equal(1, original.Zip(patched).Count(pair => pair.First != pair.Second));
    }

    [Fact]
    public void A_patched_library_is_recognised_and_left_as_it_is()
    {
        var library = Typical(flags: 2).Build();
        var before = (byte[])library.Clone();
        Assert.Equal(PatchOutcome.AlreadyPatched, WeakSymbol.Patch(library));
        Assert.Equal(before, library);
    }

    [Fact]
    public void A_library_that_does_not_need_the_version_is_left_as_it_is()
    {
        foreach (
            var library in (byte[][])
                [
                    new ElfBuilder().Symbol("main", 1).Build(),
                    new ElfBuilder().Need("libc.so.6", ("GLIBC_2.17", 0, 2)).Symbol("puts", 2).Build(),
                    new ElfBuilder()
                        .Need("libstdc++.so.6", ("GLIBCXX_3.4.3", 0, 2), ("GLIBCXX_3.4.320", 0, 3))
                        .Symbol(WeakSymbol.Symbol, 2)
                        .Build(),
                ]
        )
        {
            var before = (byte[])library.Clone();
            Assert.Equal(PatchOutcome.NothingToDo, WeakSymbol.Patch(library));
            Assert.Equal(before, library);
        }
    }

    [Fact]
    public void Another_symbol_of_the_version_is_an_error_that_names_it()
    {
        var library = Typical().Symbol("_ZNSt6chrono3nowEv", 4).Build();
        var error = Assert.Throws<WeakSymbolException>(() => WeakSymbol.Patch(library));
        Assert.Contains("_ZNSt6chrono3nowEv", error.Message, StringComparison.Ordinal);
        Assert.Equal(Typical().Symbol("_ZNSt6chrono3nowEv", 4).Build(), library);
    }

    [Fact]
    public void A_version_without_its_symbol_is_an_error() =>
        Assert.Contains(
            "not for",
            Error(new ElfBuilder().Need("libstdc++.so.6", (WeakSymbol.Version, 0, 4)).Symbol("puts", 2)),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_symbol_that_code_uses_is_an_error() =>
        Assert.Contains(
            "relocation",
            Error(new ElfBuilder().Need("libstdc++.so.6", (WeakSymbol.Version, 0, 4)).Symbol(WeakSymbol.Symbol, 4, relocated: true)),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_hidden_symbol_of_the_version_counts() =>
        Assert.Contains("_other", Error(Typical().Symbol("_other", 0x8004)), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("MZ this is a Windows library")]
    [InlineData("<html>404</html>")]
    public void Something_else_than_an_ELF_file_is_an_error(string text) =>
        Assert.Contains(
            "not an ELF file",
            Assert.Throws<WeakSymbolException>(() => WeakSymbol.Patch(System.Text.Encoding.UTF8.GetBytes(text))).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(4, 1)]
    [InlineData(5, 2)]
    public void Thirty_two_bits_and_big_endian_are_errors(int at, byte value)
    {
        var library = Typical().Build();
        library[at] = value;
        Assert.Contains(
            "64-bit little-endian",
            Assert.Throws<WeakSymbolException>(() => WeakSymbol.Patch(library)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_library_cut_off_anywhere_is_an_error_and_unchanged()
    {
        var whole = Typical().Build();
        for (var length = 0; length < whole.Length; length++)
        {
            var cut = whole[..length];
            var error = Assert.Throws<WeakSymbolException>(() => WeakSymbol.Patch(cut));
            Assert.Equal(whole[..length], cut);
            if (length >= 4)
            {
                Assert.Contains($"the file has {length}", error.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_library_cut_off_within_its_sections_is_an_error_or_still_complete_in_what_counts()
    {
        var whole = Typical().Build(headersFirst: true);
        for (var length = 64; length < whole.Length; length++)
        {
            var cut = whole[..length];
            var error = Record.Exception(() => WeakSymbol.Patch(cut));
            Assert.True(error is null or WeakSymbolException, $"{length}: {error}");
        }
    }

    [Fact]
    public void A_damaged_library_gives_an_error_or_an_outcome_and_ends()
    {
        var whole = Typical().Build();
        var random = new Random(1);
        for (var trial = 0; trial < 4_000; trial++)
        {
            var damaged = (byte[])whole.Clone();
            for (var hit = 0; hit <= trial % 4; hit++)
            {
                damaged[random.Next(damaged.Length)] = trial % 2 == 0 ? (byte)random.Next(256) : (byte)255;
            }

            var error = Record.Exception(() => WeakSymbol.Patch(damaged));
            Assert.True(error is null or WeakSymbolException, $"{trial}: {error}");
        }
    }

    [Fact]
    public void A_file_error_names_the_file_and_leaves_nothing_behind()
    {
        var source = Write("broken.so", Typical().Build()[..100]);
        var target = Path.Combine(_folder, "out", "broken.so");
        Assert.Contains(
            source,
            Assert.Throws<WeakSymbolException>(() => WeakSymbol.PatchFile(source, target)).Message,
            StringComparison.Ordinal
        );
        Assert.Equal([source], Directory.GetFiles(_folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_copy_is_written_whatever_the_outcome_and_the_source_stays()
    {
        foreach (
            var (builder, outcome) in (IEnumerable<(ElfBuilder, PatchOutcome)>)
                [
                    (Typical(), PatchOutcome.Patched),
                    (Typical(flags: 2), PatchOutcome.AlreadyPatched),
                    (new ElfBuilder(), PatchOutcome.NothingToDo),
                ]
        )
        {
            var source = Write("a.so", builder.Build());
            var target = Path.Combine(_folder, "obj", "a.so");
            Assert.Equal(outcome, WeakSymbol.PatchFile(source, target));
            Assert.Equal(builder.Build(), File.ReadAllBytes(source));
            Assert.NotEqual(PatchOutcome.Patched, WeakSymbol.Patch(File.ReadAllBytes(target)));
        }
    }

    [Fact]
    public void Patching_in_place_breaks_the_hard_link_and_keeps_the_time_stamp()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "ln makes the hard link");
        var cached = Write("cached.so", Typical().Build());
        File.SetLastWriteTimeUtc(cached, new DateTime(2026, 5, 7, 0, 0, 0, DateTimeKind.Utc));
        var output = Path.Combine(_folder, "output.so");
        RunTool("ln", cached, output);

        Assert.Equal(PatchOutcome.Patched, WeakSymbol.PatchFile(output, output));

        Assert.Equal(Typical().Build(), File.ReadAllBytes(cached));
        Assert.Equal(Typical(flags: 2).Build(), File.ReadAllBytes(output));
        Assert.Equal(File.GetLastWriteTimeUtc(cached), File.GetLastWriteTimeUtc(output));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(File.GetUnixFileMode(cached), File.GetUnixFileMode(output));
        }

        Assert.Equal(PatchOutcome.AlreadyPatched, WeakSymbol.PatchFile(output, output));
        Assert.Equal(2, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public void The_library_of_the_package_is_patched_as_readelf_sees_it_and_the_package_is_not()
    {
        var package = PackageLibrary();
        Assert.SkipWhen(package is null, "TorchSharp's package is not in the usual folder of this system");
        var copy = Path.Combine(_folder, "libLibTorchSharp.so");
        Assert.Equal(PatchOutcome.Patched, WeakSymbol.PatchFile(package, copy));
        Assert.Equal(PatchOutcome.AlreadyPatched, WeakSymbol.PatchFile(copy, copy));
        Assert.SkipUnless(File.Exists("/usr/bin/readelf"), "readelf is not installed");
        Assert.Matches(@"Name: GLIBCXX_3\.4\.32\s+Flags: none", RunTool("readelf", "--version-info", package));
        Assert.Matches(@"Name: GLIBCXX_3\.4\.32\s+Flags: WEAK", RunTool("readelf", "--version-info", copy));
    }

    [Fact]
    public void The_build_has_patched_the_library_beside_these_tests_and_beside_Viva()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux needs it");
        foreach (var folder in (string[])[AppContext.BaseDirectory, Path.Combine(AppContext.BaseDirectory, "../../Viva/release")])
        {
            Assert.Equal(PatchOutcome.AlreadyPatched, WeakSymbol.Patch(File.ReadAllBytes(Path.Combine(folder, "libLibTorchSharp.so"))));
        }
    }

    [Fact]
    public void The_build_step_fails_with_a_line_that_MSBuild_shows_as_an_error()
    {
        var broken = Write("broken.so", [1, 2, 3, 4, 5]);
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(WeakSymbol).Assembly.Location, broken]) { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(1, process.ExitCode);
        Assert.StartsWith($"WeakSymbol : error VIVA001: {broken}: not an ELF file", error, StringComparison.Ordinal);
    }

    private static ElfBuilder Typical(ushort flags = 0) =>
        new ElfBuilder()
            .Need("libc.so.6", ("GLIBC_2.2.5", 0, 2))
            .Need("libstdc++.so.6", ("GLIBCXX_3.4", 0, 3), (WeakSymbol.Version, flags, 4), ("CXXABI_1.3", 0, 5))
            .Symbol("puts", 2, relocated: true)
            .Symbol("_ZSt4cout", 3, relocated: true)
            .Symbol(WeakSymbol.Symbol, 4);

    private static string Error(ElfBuilder builder) => Assert.Throws<WeakSymbolException>(() => WeakSymbol.Patch(builder.Build())).Message;

    private static string? PackageLibrary()
    {
        var cache =
            Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var version = typeof(TorchSharp.torch).Assembly.GetName().Version!.ToString(3);
        var file = Path.Combine(cache, "torchsharp", version, "runtimes", "linux-x64", "native", "libLibTorchSharp.so");
        return OperatingSystem.IsLinux() && File.Exists(file) ? file : null;
    }

    private string Write(string name, byte[] content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    private static string RunTool(string tool, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
