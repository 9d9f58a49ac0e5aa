using System.Text.Json.Nodes;
using Viva.Notebooks.Documents;
using Viva.Notebooks.Export;

namespace Viva.Notebooks.Tests.Export;

/// <summary>A notebook with every kind of cell and output, as executed.</summary>
internal static class SmallNotebook
{
    public const string Pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    public static NotebookDocument Create()
    {
        var document = NotebookDocument.Create();
        document.Add(
            NotebookCell.Create(
                CellKind.Markdown,
                "# A small notebook\n\nIt has *everything*: `code`, **bold**, ~a tilde~, 5 < 6 & more.\n\n> A quotation.",
                "title"
            )
        );
        document.Add(
            NotebookCell.Create(
                CellKind.Markdown,
                "## Lists and tables\n\n- one\n- two\n  1. three\n\n| Name | Value |\n| :--- | ----: |\n| a | $a_1$ |\n\n"
                    + "<table class=\"own\" border=\"1\"><tr><td colspan=\"2\">own</td></tr></table>\n\n---",
                "tables"
            )
        );
        document.Add(
            NotebookCell.Create(
                CellKind.Markdown,
                "### Formulas, links and pictures\n\nInline $x^2$ and alone:\n\n$$\n\\frac{a}{b}\n$$\n\n"
                    + "[Other](other.ipynb#A-Section), [missing](missing.ipynb), [here](#Lists-and-tables), "
                    + "[web](https://example.org/?a=1&b=2).\n\n"
                    + "![A dot](data:image/png;base64,"
                    + Pixel
                    + ") ![](data:image/png;base64,"
                    + Pixel
                    + ") <img src=\"data:image/png;base64,"
                    + Pixel
                    + "\"> ![Far](https://example.org/far.png)",
                "links"
            )
        );
        document.Add(
            NotebookCell.Create(
                CellKind.Markdown,
                "<details>\n<summary>Why $y$?</summary>\n\nBecause `x`.\n\n</details>\n\n```csharp\nvar x = 1 < 2;\n```",
                "details"
            )
        );
        document.Add(Code("1 + 1", "result", 0.4, Data("text/plain", "2", executed: true)));
        document.Add(
            Code(
                "1 + 2",
                "streams",
                12.3,
                NotebookOutput.Stream("stdout", "plain \u001b[31mred\u001b[0m \u001b]0;title\u0007<b>\n10%\r50%\r100%\n"),
                NotebookOutput.Stream("stderr", "a warning\n"),
                NotebookOutput.Stream("stdout", string.Concat(Enumerable.Range(1, 90).Select(i => $"line {i}\n")))
            )
        );
        document.Add(
            Code(
                "1 + 3",
                "error",
                null,
                NotebookOutput.Error(
                    "DivideByZeroException",
                    "Attempted to divide by <zero>.",
                    ["\u001b[31m   at cell 1:2\u001b[0m", "   at cell 2:3"]
                )
            )
        );
        document.Add(
            Code(
                "1 + 4",
                "pictures",
                1.04,
                NotebookOutput.DisplayData([new("image/png", Pixel), new("text/plain", "A dot, drawn")]),
                Data("image/jpeg", Pixel),
                Data(
                    "image/svg+xml",
                    "<?xml version=\"1.0\"?><svg viewBox=\"0 0 2 2\" onload=\"go()\"><title>A line</title><path d=\"M0 0L2 2\" "
                        + "stroke=\"red\"/></svg>"
                )
            )
        );
        document.Add(
            Code(
                "1 + 5",
                "data",
                null,
                Data("application/json", new JsonObject { ["名"] = "value <b>", ["list"] = new JsonArray(1, 2) }),
                Data("text/markdown", "#### Of an output\n\nWith $z$ and <script>go()</script>."),
                NotebookOutput.DisplayData([new("text/html", "<script>go()</script>"), new("text/plain", "What the script would show")]),
                Data(
                    "text/html",
                    "<style>td{color:red}</style><table class=\"dataframe\"><thead><tr><th scope=\"col\">a</th></tr></thead>"
                        + "<tbody><tr><td style=\"text-align:right;position:fixed\">1</td></tr></tbody></table>"
                ),
                Data("application/x-unknown", "nothing to see"),
                Data("text/plain", "   ")
            )
        );
        document.Add(
            Code(
                "1 + 6",
                "chart",
                null,
                Data(
                    "text/html",
                    "<figure class=\"viva\" role=\"img\" aria-label=\"Loss falls\"><figcaption hidden></figcaption><div>Loss "
                        + "falls</div><small></small><script type=\"application/vnd.viva.figure+json\">"
                        + "{\"data\":[{\"type\":\"scatter\",\"y\":[2,1]}],\"layout\":{},\"height\":360}</script>"
                        + "</figure>"
                )
            )
        );
        document.Add(NotebookCell.Create(CellKind.Markdown, "## Exercise\n\nDo it.", "exercise-text"));
        document.Add(Code("1 + 7", "exercise", null, ["exercise"]));
        document.Add(Code("1 + 8", "check", null, ["check"], Data("text/html", "<div style=\"margin:.3em 0\">✘ Not yet</div>")));
        document.Add(NotebookCell.Create(CellKind.Markdown, "The way to it.", "solution-text", "solution"));
        document.Add(Code("1 + 9", "solution", null, ["solution"], Data("text/html", "<div style=\"margin:.3em 0\">✔ Done</div>")));
        document.Add(NotebookCell.Create(CellKind.Raw, "raw <b>text</b>", "raw"));
        return document;
    }

    /// <summary>The pages of the small notebook and another one, by name.</summary>
    public static Dictionary<string, string> Export(Func<ExportOptions, ExportOptions> change)
    {
        using var folder = new TemporaryFolder();
        Create().Write(folder.File("small.ipynb"));
        var other = NotebookDocument.Create();
        other.Add(NotebookCell.Create(CellKind.Markdown, "# Other\n\n## A section"));
        other.Write(folder.File("other.ipynb"));
        var options = change(new ExportOptions { Plotly = "window.Plotly = {};"u8.ToArray(), Cache = folder.File("cache") });
        return NotebookExporter
            .Export(
                [new ExportSource(folder.File("small.ipynb"), folder.Path), new ExportSource(folder.File("other.ipynb"), folder.Path)],
                folder.File("out"),
                options
            )
            .ToDictionary(file => Path.GetFileName(file), File.ReadAllText);
    }

    private static JsonObject Data(string type, JsonNode content, bool executed = false) =>
        executed ? NotebookOutput.ExecuteResult(1, [new(type, content)]) : NotebookOutput.DisplayData([new(type, content)]);

    private static NotebookCell Code(string source, string id, double? seconds, params JsonObject[] outputs) =>
        Code(source, id, seconds, [], outputs);

    private static NotebookCell Code(string source, string id, double? seconds, string[] tags, params JsonObject[] outputs)
    {
        var cell = NotebookCell.Create(CellKind.Code, source, id, tags);
        foreach (var output in outputs)
        {
            cell.Outputs.Add(output);
        }

        if (seconds is { } took)
        {
            var start = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
            cell.Metadata["execution"] = new JsonObject
            {
                ["iopub.execute_input"] = start.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
                ["shell.execute_reply"] = start.AddSeconds(took).ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            };
        }

        return cell;
    }
}
