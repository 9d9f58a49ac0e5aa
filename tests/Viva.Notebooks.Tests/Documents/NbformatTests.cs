using System.Diagnostics;
using System.Globalization;
using System.Text;
using Viva.Notebooks.Documents;

namespace Viva.Notebooks.Tests.Documents;

/// <summary>The canonical form against Jupyter's own nbformat, where a Python with it is installed.</summary>
public class NbformatTests
{
    private const string Canonicalise = """
        import sys, json, nbformat
        nbformat.validator.ignore_cell_ids = True
        for path in open(sys.argv[1], encoding='utf-8').read().split():
            nb = nbformat.read(path, as_version=nbformat.NO_CONVERT)
            nbformat.write(nb, path + '.python', version=nbformat.NO_CONVERT)
        """;

    private const string Validate = """
        import sys, nbformat
        nbformat.validate(nbformat.read(sys.argv[1], as_version=nbformat.NO_CONVERT))
        """;

    private static readonly string[] Characters =
    [
        "a",
        "B",
        "7",
        " ",
        "\n",
        "\r\n",
        "\r",
        "\t",
        "\b",
        "\f",
        "\v",
        "\0",
        "\u001b",
        "\u001c",
        "\u007f",
        "\u0085",
        "\u00a0",
        "\u2028",
        "\u2029",
        "\\",
        "\"",
        "/",
        "<",
        "'",
        "é",
        "数",
        "😀",
        "\ufeff",
        "\uffff",
        "\\u00e9",
    ];

    private static readonly string[] Numbers =
    [
        "0",
        "-0",
        "-0.0",
        "1.0",
        "1e5",
        "1E-5",
        "1e-4",
        "0.0001",
        "1e15",
        "1e16",
        "123456789012345678901234567890",
        "9.9999999999999999e22",
        "1e23",
        "5e-324",
        "1.7976931348623157e308",
        "0.1",
        "100",
        "1e22",
        "12345678901234567.0",
        "-1.5e-7",
        "0.00001",
    ];

    [Fact]
    public void Writing_gives_the_bytes_that_nbformat_writes()
    {
        RequireNbformat();
        using var folder = new TemporaryFolder();
        string[] texts =
        [
            Notebooks.Jupyter,
            Notebooks.VsCode,
            .. Enumerable.Range(0, 150).Select(seed => RandomNotebook(new Random(seed))),
        ];
        string[] paths = [.. texts.Select((_, i) => folder.File($"{i}.ipynb"))];
        for (var i = 0; i < texts.Length; i++)
        {
            File.WriteAllText(paths[i], texts[i]);
        }

        Python(Canonicalise, WriteList(folder, paths));

        for (var i = 0; i < texts.Length; i++)
        {
            var expected = File.ReadAllText(paths[i] + ".python");
            var document = NotebookDocument.Parse(texts[i], paths[i]);
            Assert.Equal(expected, document.ToCanonicalJson());
            Assert.Equal(expected, NotebookDocument.Parse(expected).ToJson());
        }
    }

    [Fact]
    public void Jupyter_validates_what_is_written()
    {
        RequireNbformat();
        using var folder = new TemporaryFolder();
        var document = NotebookDocument.ParseDib("#!markdown\n# Title\n#!csharp\n1\n#!mermaid\ngraph");
        document.Cells[1].ExecutionCount = 1;
        document.Cells[1].Outputs.Add(NotebookOutput.ExecuteResult(1, [new("text/plain", "1"), new("application/json", 1)]));
        document.Cells[1].Outputs.Add(NotebookOutput.DisplayData([new("text/html", "<b>1</b>")]));
        document.Cells[1].Outputs.Add(NotebookOutput.Stream("stderr", "text"));
        document.Cells[1].Outputs.Add(NotebookOutput.Error("Exception", "no", ["at"]));
        document.Write(folder.File("a.ipynb"));

        Python(Validate, folder.File("a.ipynb"));
    }

    private static string RandomNotebook(Random random)
    {
        var cells = Enumerable.Range(0, random.Next(5)).Select(i => RandomCell(random, $"c{i}"));
        return $$"""
            {"nbformat_minor": 5, "metadata": {"m": {{Metadata(random)}}, "orig_nbformat": 4, "signature": ""}, "nbformat": 4,
             "cells": [{{string.Join(", ", cells)}}]}
            """;
    }

    private static string RandomCell(Random random, string id) =>
        random.Next(3) switch
        {
            0 => $$"""
                {"cell_type": "markdown", "metadata": {{Metadata(random)}}, "id": "{{id}}", "source": {{Text(random)}},
                 "attachments": {"a.svg": {"image/svg+xml": {{Text(random)}} } } }
                """,
            1 =>
                $$"""
                {"source": [{{Text(random)}}, {{Text(
                    random
                )}}], "cell_type": "code", "id": "{{id}}", "execution_count": 7, "metadata": {{Metadata(random)}}, "outputs": [
                  {"output_type": "stream", "name": "stdout", "text": {{Text(random)}} },
                  {"output_type": "display_data", "metadata": {}, "data": {
                     "text/plain": {{Text(random)}}, "image/png": [{{Text(random)}}, "x"], "application/json": {{Metadata(
                    random
                )}}, "application/javascript": {{Text(random)}} } },
                  {"output_type": "error", "ename": "E", "evalue": {{Text(random)}}, "traceback": [{{Text(random)}}]}]}
                """,
            _ => $$"""
                {"cell_type": "raw", "id": "{{id}}", "metadata": {"trusted": true, "b": 1}, "source": {{Text(random)}} }
                """,
        };

    private static string Metadata(Random random) =>
        $$"""
            {"n": [{{Number(random)}}, {{Number(random)}}, [], {}],
             {{Text(random)}}: {"z": {{Text(random)}}, "a": true, "B": null, "😀": 1, "\uffee": 2} }
            """;

    private static string Number(Random random) =>
        random.Next(4) switch
        {
            0 => Numbers[random.Next(Numbers.Length)],
            1 => BitConverter.Int64BitsToDouble(random.NextInt64() & ~(1L << 62)).ToString("R", CultureInfo.InvariantCulture),
            2 => (Math.Pow(10, random.Next(-8, 20)) * random.NextDouble()).ToString("E17", CultureInfo.InvariantCulture),
            _ => random.Next(-1000, 1000).ToString(CultureInfo.InvariantCulture),
        };

    private static string Text(Random random) =>
        Quote(string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => Characters[random.Next(Characters.Length)])));

    // Escapes some characters that need none, so that reading is tested as well.
    private static string Quote(string text)
    {
        var json = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '"' or '\\')
            {
                json.Append('\\').Append(rune);
            }
            else if (rune.Value is < ' ' or '\u2028' or 'é' or '/')
            {
                json.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
            }
            else
            {
                json.Append(rune);
            }
        }
        return json.Append('"').ToString();
    }

    private static string WriteList(TemporaryFolder folder, string[] paths)
    {
        var list = folder.File("list.txt");
        File.WriteAllLines(list, paths);
        return list;
    }

    private static void RequireNbformat()
    {
        var present = false;
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo("/usr/bin/python3", ["-c", "import nbformat"]) { RedirectStandardError = true }
            )!;
            process.WaitForExit();
            present = process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception) { }
        Assert.SkipUnless(present, "There is no /usr/bin/python3 with nbformat here.");
    }

    private static void Python(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo("/usr/bin/python3", ["-W", "ignore", "-c", program, .. arguments]) { RedirectStandardError = true }
        )!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors);
    }
}
