using System.IO.Compression;
using Microsoft.CodeAnalysis.CSharp;
using Viva.Notebooks.Analysis;
using Viva.Notebooks.Kernel;

namespace Viva.Notebooks.Tests.Kernel;

/// <summary>What people use in .NET notebooks beside plain C#.</summary>
public sealed class ConstructTests : IDisposable
{
    private readonly TestSession _session = new(
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Your name"] = "Ada", ["color"] = "blue" }
    );

    public void Dispose() => _session.Dispose();

    [Fact]
    public async Task The_kernels_usings_are_there()
    {
        await _session.Value(
            "Console.WriteLine(new List<int> { 3, 1, 2 }.OrderBy(x => x).First());\nawait Task.Delay(1);\nnew StringBuilder();"
        );
        Assert.Equal("1\n", _session.Outputs[0].Text);
    }

    [Theory]
    [InlineData("display(\"text\");", "text/plain", "text")]
    [InlineData("new { Name = \"Ada\" }.Display();", "text/html", "Ada")]
    [InlineData("display(HTML(\"<b>bold</b>\"));", "text/html", "<b>bold</b>")]
    [InlineData("record P(string Name, int Age);\nnew[] { new P(\"Ann\", 1) }.Display();", "text/html", "Ann")]
    [InlineData("#!html\n<b>hi</b>", "text/html", "<b>hi</b>")]
    [InlineData("#!javascript\nalert(1)", "text/html", "<script type=\"text/javascript\">alert(1)</script>")]
    [InlineData("#!mermaid\ngraph TD", "text/plain", "graph TD")]
    [InlineData("#!markdown\n# Words *in* `x`", "text/html", "Words <em>in</em>")]
    [InlineData("#!lsmagic", "text/html", "#!time")]
    [InlineData("#!about", "text/plain", ".NET Interactive")]
    [InlineData("Javascript(\"let x = 1;\");", "text/html", "<script type=\"text/javascript\">let x = 1;</script>")]
    public async Task A_cell_shows_what_it_would_elsewhere(string code, string type, string part)
    {
        await _session.Value(code);
        var shown = Assert.Single(_session.Outputs, output => output.Kind == OutputKind.Display);
        Assert.Contains(part, shown.Data[type], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("var shown = display(\"a\");\nshown.Update(\"b\");")]
    [InlineData("var shown = \"a\".Display();\nshown.Update(\"b\");")]
    public async Task What_is_displayed_can_be_updated(string code)
    {
        await _session.Value(code);
        await _session.Value("shown.Update(\"c\");");
        Assert.Equal([OutputKind.Display, OutputKind.Update, OutputKind.Update], _session.Outputs.Select(output => output.Kind));
        Assert.Single(_session.Outputs.Select(output => output.Name).Distinct());
    }

    [Fact]
    public async Task A_formatter_that_a_cell_registers_is_used()
    {
        await _session.Value(
            "using Microsoft.DotNet.Interactive.Formatting;\nFormatter.Register<Version>((version, writer) => "
                + "writer.Write($\"<i>{version.Major}</i>\"), \"text/html\");"
        );
        await _session.Value("new Version(1, 2)");
        Assert.Equal("<i>1</i>", _session.Outputs[^1].Data["text/html"]);
    }

    [Fact]
    public async Task Values_are_set_and_shared()
    {
        Assert.Equal("9", await _session.Value("#!set --name size --value 9\nsize.ToString().Trim('\"')"));
        await _session.Value("#!value --name note\nfrom the value kernel");
        Assert.Contains("value kernel", await _session.Value("#!share --from value note\nnote.ToString()"), StringComparison.Ordinal);
        await _session.Value("#!who");
        Assert.Contains("size", _session.Outputs[^1].Data["text/html"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_cell_asks_for_is_answered_by_name_or_question()
    {
        Assert.Contains(
            "Ada",
            await _session.Value("#!set --name who --value @input:\"Your name\"\nwho.ToString()"),
            StringComparison.Ordinal
        );
        Assert.Equal("blue", await _session.Value("await Microsoft.DotNet.Interactive.Kernel.GetInputAsync(\"Color\")"));
    }

    [Theory]
    [InlineData("#!set --name who --value @input:\"Your age\"\nwho", "asks for \"Your age\"")]
    [InlineData("await Microsoft.DotNet.Interactive.Kernel.GetInputAsync(\"Your age\")", "asks for \"Your age\"")]
    [InlineData("Console.ReadLine()", "reads from the console")]
    public async Task A_question_that_nobody_answers_is_refused_with_what_to_do(string code, string message)
    {
        var error = await _session.Error(code);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains("--input", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_session.Outputs, output => output.Kind == OutputKind.Stream);
    }

    [Theory]
    [InlineData("#!fsharp\nlet x = 1", "F#")]
    [InlineData("int x = 3;\n#!fsharp\n#!share --from csharp x\nx + 1", "F#")]
    [InlineData("#!pwsh\nGet-Date", "PowerShell")]
    [InlineData("#!sql\nSELECT 1", "SQL")]
    public async Task Another_language_is_refused_in_one_sentence(string code, string language)
    {
        var error = await _session.Error(code);
        Assert.StartsWith($"The cell is written in {language}, but only C# runs here", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kernel_that_no_front_end_knows_is_refused_too()
    {
        var result = await _session.RunIn("julia", "println(1)");
        Assert.StartsWith("The cell is written in julia", result.Error?.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#!time\nint a = 1;\nthrow new Exception();", 3)]
    [InlineData("int b = 1;\n\n#!set --name c --value 1\n\nint d = oops;", 5)]
    [InlineData("async Task Later()\n{\n    await Task.Delay(1);\n    throw new FormatException();\n}\nawait Later();", 4)]
    [InlineData("#!csharp\nint e = oops;", 2)]
    [InlineData("Kernel.Root.ToString();\n#!who\nthrow new Exception();", 1)]
    public async Task Errors_name_the_cells_own_line_between_directives(string code, int line) =>
        Assert.Equal(line, (await _session.Error(code)).Line);

    [Fact]
    public async Task A_package_is_restored_and_its_extension_loaded()
    {
        MakePackage(
            "Viva.Sample.Package",
            "public static class Sample { public static int Answer => 42; }",
            "#!csharp\n\nConsole.WriteLine(\"extension\");\n"
        );
        Assert.Equal(
            "42",
            await _session.Value($"#i \"nuget:{_session.Folder}\"\n#r \"nuget: Viva.Sample.Package, 1.0.0\"\nSample.Answer")
        );
        Assert.Contains(_session.Outputs, output => output.Kind == OutputKind.Stream && output.Text == "extension\n");
    }

    [Fact]
    public async Task Three_hundred_cells_do_not_fill_the_memory()
    {
        for (var i = 0; i < 100; i++)
        {
            await _session.Value($"int v{i} = {i};");
        }

        var early = Used();
        for (var i = 100; i < 300; i++)
        {
            await _session.Value($"int v{i} = {i};");
        }

        Assert.Equal("299", await _session.Value("v0 + v299"));
        Assert.InRange((Used() - early) / 1048576.0 / 200, -1, 1.0);

        static long Used() => GC.GetTotalMemory(forceFullCollection: true);
    }

    private void MakePackage(string name, string code, string script)
    {
        using var package = ZipFile.Open(Path.Combine(_session.Folder, $"{name}.1.0.0.nupkg"), ZipArchiveMode.Create);
        using (var writer = new StreamWriter(package.CreateEntry(name + ".nuspec").Open()))
        {
            writer.Write(
                $"""
                <?xml version="1.0"?>
                <package>
                  <metadata>
                    <id>{name}</id>
                    <version>1.0.0</version>
                    <authors>viva</authors>
                    <description>A sample.</description>
                  </metadata>
                </package>
                """
            );
        }

        using (var writer = new StreamWriter(package.CreateEntry("interactive-extensions/dotnet/extension.dib").Open()))
        {
            writer.Write(script);
        }

        using var library = package.CreateEntry($"lib/net8.0/{name}.dll").Open();
        using var image = new MemoryStream();
        Assert.True(
            CSharpCompilation
                .Create(
                    name,
                    [CSharpSyntaxTree.ParseText(code)],
                    FrameworkReferences.All,
                    new CSharpCompilationOptions(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary)
                )
                .Emit(image)
                .Success
        );
        library.Write(image.ToArray());
    }
}
