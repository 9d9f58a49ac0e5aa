using System.Text.Json.Nodes;
using Viva.Notebooks.Checks;
using Viva.Notebooks.Documents;

namespace Viva.Notebooks.Tests.Checks;

public class RuleTests
{
    // Each spoils a good notebook in one place, which breaks the named rule and no other. '!' marks advice.
    private static readonly (string Rule, string Case, Action<GoodNotebook> Spoil)[] ConceptCases =
    [
        ("well-formed", "truncated", n => n.FileText = n.Document.ToCanonicalJson()[..200]),
        (
            "well-formed",
            "duplicate id",
            n => n.FileText = n.Document.ToCanonicalJson().Replace("\"id\": \"xor\"", "\"id\": \"width\"", StringComparison.Ordinal)
        ),
        ("file-name", "no number", n => n.FileName = "what-is-a-neural-network.ipynb"),
        ("file-name", "other words", n => n.FileName = "02-neural-nets.ipynb"),
        ("file-name", "capitals", n => n.FileName = "02-What-Is-A-Neural-Network.ipynb"),
        ("canonical-form", "two spaces", n => n.FileText = n.Document.ToCanonicalJson().Replace("\n ", "\n  ", StringComparison.Ordinal)),
        ("canonical-form", "no final line break", n => n.FileText = n.Document.ToCanonicalJson().TrimEnd()),
        ("canonical-form", "byte order mark", n => n.FileText = "\ufeff" + n.Document.ToCanonicalJson()),
        (
            "canonical-form",
            "source as one string",
            n => n.FileText = n.Document.ToCanonicalJson().Replace("[\n    \"## Set-up\"\n   ]", "\"## Set-up\"", StringComparison.Ordinal)
        ),
        ("no-outputs", "output", n => n["settings"].Outputs.Add(NotebookOutput.Stream("stdout", "x"))),
        ("no-outputs", "count", n => n["settings"].ExecutionCount = 1),
        (
            "no-volatile-metadata",
            "vscode in a cell",
            n => n["settings"].Metadata["vscode"] = new JsonObject { ["languageId"] = "polyglot-notebook" }
        ),
        (
            "no-volatile-metadata",
            "execution times",
            n => n["settings"].Metadata["execution"] = new JsonObject { ["iopub.status.busy"] = "2026" }
        ),
        ("no-volatile-metadata", "language version", n => n.Document.Metadata["language_info"]!["version"] = "13.0"),
        ("no-volatile-metadata", "no kernel name", n => n["settings"].Metadata.Remove("polyglot_notebook")),
        (
            "kernelspec",
            "python",
            n => n.Document.Metadata["kernelspec"] = new JsonObject { ["display_name"] = "Python 3", ["name"] = "python3" }
        ),
        ("kernelspec", "F# cell", n => n["too-fast"].Metadata["polyglot_notebook"]!["kernelName"] = "fsharp"),
        ("readable-ids", "hexadecimal", n => n["xor"].Id = "4b0e2e5a"),
        ("readable-ids", "UUID", n => n["xor"].Id = "a48c7b8e-1b0e-4b0e-8a5a-0123456789ab"),
        ("readable-ids", "numbered", n => n["xor"].Id = "cell-12"),
        ("readable-ids", "capitals", n => n["xor"].Id = "XorCell"),
        ("known-tags", "hide-input", n => n["settings"].Tags = ["hide-input"]),
        ("imports-setup-first", "more in the cell", n => n.Append("import", "\nvar x = 1;")),
        ("imports-setup-first", "another first", n => n.Move("diagram", before: "import")),
        ("no-other-commands", "package", n => n.Append("too-fast", "\n#r \"nuget:TorchSharp\"")),
        ("no-other-commands", "load", n => n["too-fast"].Source = "#load \"a.csx\"\n1"),
        ("no-other-commands", "feed", n => n["too-fast"].Source = "#i \"nuget:https://example.org\"\n1"),
        ("no-other-commands", "share", n => n["too-fast"].Source = "#!share x --from fsharp\n1"),
        ("no-kernel-display", "display", n => n["too-fast"].Source = "display(1);"),
        ("no-kernel-display", "HTML", n => n["too-fast"].Source = "var x = HTML(\"<b>\");"),
        ("no-kernel-display", "method", n => n["too-fast"].Source = "1.DisplayAs(\"text/html\");"),
        ("no-kernel-display", "namespace", n => n["too-fast"].Source = "using Microsoft.DotNet.Interactive.Formatting;"),
        ("no-kernel-display", "qualified", n => n["too-fast"].Source = "Microsoft.DotNet.Interactive.Kernel.Root.ToString()"),
        ("cells-parse", "missing semicolon", n => n["too-fast"].Source = "var x = 1\nvar y = 2;"),
        ("cells-parse", "unclosed", n => n["too-fast"].Source = "for (;;) {"),
        ("cells-parse", "top-level using", n => n["too-fast"].Source = "using var scope = new MemoryStream();\n1"),
        (
            "cells-parse",
            "extension block",
            n => n["too-fast"].Source = "static class E { extension(int x) { public int Twice => 2 * x; } }"
        ),
        (
            "cells-parse",
            "extension method in a class",
            n => n["too-fast"].Source = "static class E { public static int Twice(this int x) => 2 * x; }"
        ),
        ("known-tags", "deeper text", n => n["xor-reading"].Tags = ["deeper"]),
        ("cell-length", "sixteen lines", n => n["too-fast"].Source = Lines(16)),
        ("line-length", "wide", n => n["too-fast"].Source = $"// {new string('x', 86)}"),
        ("quick-mode-in-settings", "Pick", n => n.Append("too-fast", ";\nvar more = Run.Pick(full: 1, quick: 2);")),
        ("quick-mode-in-settings", "Quick", n => n["too-fast"].Source = "if (Run.Quick) Console.WriteLine();"),
        ("reports-a-result", "none", n => n.Replace("show-width", "Result.Report", "// Result.Report")),
        ("title", "no number", n => n.Replace("title", "# 02 · ", "# ")),
        ("title", "other number", n => n.Replace("title", "# 02", "# 03")),
        ("title", "hyphen", n => n.Replace("title", "02 ·", "02 -")),
        ("title", "second title", n => n.Append("xor-reading", "\n\n# Another")),
        ("header", "no question", n => n.Replace("title", "> What", "What")),
        ("header", "no table", n => n.Replace("title", "| :--- | :--- |", "")),
        ("header", "row missing", n => n.Replace("title", "| Read | 2 minutes |\n", "")),
        ("header", "empty row", n => n.Replace("title", "made in the cells", "")),
        ("header", "empty head", n => n.Replace("title", "| At a glance | Question 2 |", "| | |")),
        ("header", "no minutes", n => n.Replace("title", "2 minutes", "a while")),
        ("header", "no processor", n => n.Replace("title", " on 2 cores of an AMD EPYC", "")),
        (
            "section-starts-cell",
            "in a cell",
            n =>
            {
                n.Replace("what-goes-wrong", "## What", "Before.\n\n## What");
            }
        ),
        ("sections", "missing", n => n.Remove("check-yourself")),
        (
            "sections",
            "no picture, the old form",
            n =>
            {
                n.Remove("picture");
                n.Remove("diagram");
                n.Remove("formula");
                n.Move("import", before: "settings");
            }
        ),
        ("sections", "unknown", n => n.InsertBefore("what-goes-wrong", GoodNotebook.Text("extra", "## Extra"))),
        ("sections", "out of order", n => n.Move("sources", before: "summary")),
        ("sections", "twice", n => n.Document.Add(GoodNotebook.Text("sources-again", "## Sources\n\n- A (2020)."))),
        ("sections", "deliverable of a concept", n => n.InsertBefore("xor", GoodNotebook.Text("extra", "## The deliverable"))),
        (
            "short-answer",
            "121 words",
            n =>
                n["short-answer"].Source =
                    "## The short answer\n\n" + string.Join(' ', Enumerable.Repeat("word", 119)) + " `code` $x + y + z$"
        ),
        ("short-answer", "empty", n => n["short-answer"].Source = "## The short answer"),
        ("short-answer", "two cells", n => n.InsertBefore("picture", GoodNotebook.Text("more", "More."))),
        ("picture", "no diagram", n => n.Remove("diagram")),
        ("picture", "no formula", n => n["formula"].Source = "In words."),
        ("set-up", "two cells", n => n.InsertBefore("xor", GoodNotebook.Code("third", "var x = 1;"))),
        (
            "set-up",
            "no settings",
            n =>
            {
                n["settings"].Source = "int epochs = 3;";
                n.Move("settings", before: "train-xor");
            }
        ),
        ("set-up", "empty settings", n => n["settings"].Source = "// nothing"),
        (
            "depth-sections",
            "two",
            n =>
            {
                n.Remove("collapse");
                n.Remove("show-collapse");
                n.Remove("collapse-reading");
                n.Replace("width", "## 3", "## 2");
            }
        ),
        ("depth-sections", "misnumbered", n => n.Replace("width", "## 3", "## 4")),
        ("depth-sections", "no code", n => n.Remove("show-collapse")),
        ("claims", "none", n => n.Replace("train-xor", "Claim.That", "Claim.Ask")),
        ("claims", "not in the last cell", n => n.InsertBefore("xor-reading", GoodNotebook.Code("more", "model.ToString()"))),
        ("claims", "another sentence", n => n.Replace("xor", "One line", "A line")),
        ("claims", "not written out", n => n.Replace("train-xor", "\"One line cannot separate XOR\"", "text")),
        ("hints", "Close has none", n => n.Replace("check-1", ", hint: \"Halve it.\"", "")),
        ("hints", "That has none", n => n.Replace("check-2", ", \"Assign it.\"", "")),
        ("hints", "an empty one", n => n.Replace("check-1", "Halve it.", "")),
        ("reading-time", "too long", n => n.Append("xor-reading", string.Concat(Enumerable.Repeat(" word", 31 * 180)))),
        ("reading-time", "the header promises less", n => n.Append("xor-reading", string.Concat(Enumerable.Repeat(" word", 10 * 180)))),
        ("predictions", "before you run", n => n.Append("xor-reading", "\n\nBefore you\nrun this, write down a number.")),
        ("predictions", "what do you expect", n => n.Append("xor-reading", "\n\nWhat do you expect?")),
        ("predictions", "guess", n => n.Append("xor-reading", "\n\nIt is early. Guess which one wins.")),
        ("predictions", "not bold", n => n.Append("xor-reading", "\n\n*Predict:* which one wins?")),
        ("predictions", "inside a line", n => n.Append("xor-reading", "\n\nNow. **Predict:** which one wins?")),
        ("predictions", "no answer", n => n.Append("xor-reading", "\n\n**Predict:** which one wins?")),
        ("terms", "no italics", n => n.Append("xor-reading", "\n\nThe hidden\nstates grow.")),
        ("what-goes-wrong", "no code", n => n.Remove("too-fast")),
        ("follow-ups", "four", n => n["follow-ups"].Source = "## What the interviewer asks next" + GoodNotebook.Folded(4)),
        ("follow-ups", "nine", n => n["follow-ups"].Source = "## What the interviewer asks next" + GoodNotebook.Folded(9)),
        ("exercises", "tag outside", n => n["settings"].Tags = ["exercise"]),
        (
            "exercises",
            "one",
            n =>
            {
                foreach (var id in (string[])["exercise-2-text", "exercise-2", "check-2", "solution-2"])
                {
                    n.Remove(id);
                }
            }
        ),
        ("exercises", "no solution", n => n.Remove("solution-2")),
        ("exercises", "out of order", n => n.Move("solution-2", before: "check-2")),
        ("exercises", "no name", n => n.Replace("exercise-2-text", "Exercise 2 · Another", "Another")),
        ("exercises", "check does not check", n => n["check-2"].Source = "guess == 1"),
        ("check-yourself", "four", n => n["check-yourself"].Source = "## Check yourself" + GoodNotebook.Folded(4)),
        ("summary", "three", n => n.Replace("summary", "\n- four", "")),
        ("sources", "no list", n => n["sources"].Source = "## Sources\n\nRosenblatt (1958)."),
        ("sources", "no year", n => n.Append("sources", "\n- A web page.")),
        ("heading-levels", "skips", n => n.Append("collapse-reading", "\n\n#### Deep")),
        ("links", "no such file", n => n.Append("xor-reading", " See [question 99](99-nothing.ipynb).")),
        ("links", "not written yet", n => n.Append("xor-reading", " See [question 30](30-image-gan.ipynb#fid).")),
        ("links", "absolute", n => n.Append("xor-reading", " See [the file](/home/me/a.png).")),
        ("links", "empty", n => n.Append("xor-reading", " See [the file]().")),
        ("links", "attachment", n => n.Append("xor-reading", "\n\n![A dot](attachment:dot.png)")),
        ("link-texts", "here", n => n.Append("xor-reading", " See [here](https://example.org).")),
        ("table-alignment", "no side", n => n.Append("xor-reading", "\n\n| a | b |\n| :--- | --- |\n| 1 | 2 |")),
        ("alternative-text", "empty", n => n.Append("xor-reading", "\n\n![](https://example.org/a.png)")),
        ("alternative-text", "HTML", n => n.Append("xor-reading", "\n\n<img src=\"https://example.org/a.png\">")),
        ("maths", "one dollar", n => n.Append("xor-reading", " It costs 5$ a run.")),
        ("maths", "open display", n => n.Append("xor-reading", "\n\n$$\nx = 1")),
        ("maths", "braces", n => n.Append("xor-reading", " So $\\frac{1}{2$ holds.")),
        ("maths", "left without right", n => n.Append("xor-reading", " So $\\left( x$ holds.")),
        ("maths", "environment", n => n.Append("xor-reading", "\n\n$$\n\\begin{aligned} x\n$$")),
        ("details", "open", n => n.Append("xor-reading", "\n\n<details>\n<summary>Why?</summary>\n\nBecause.")),
        ("details", "no summary", n => n.Append("xor-reading", "\n\n<details>\n\nBecause.\n\n</details>")),
        ("details", "one line", n => n.Append("xor-reading", "\n\n<details><summary>Why?</summary>\n\nBecause.\n\n</details>")),
        ("details", "no blank line", n => n.Append("xor-reading", "\n\n<details>\n<summary>Why?</summary>\nBecause.\n\n</details>")),
        ("details", "close only", n => n.Append("xor-reading", "\n\n</details>")),
        (
            "details",
            "markdown in the summary",
            n => n.Append("xor-reading", "\n\n<details>\n<summary>Why `x`?</summary>\n\nBecause.\n\n</details>")
        ),
        ("no-exclamation", "sentence", n => n.Append("xor-reading", " It works!")),
        ("no-exclamation", "summary", n => n.Replace("follow-ups", "Why <code>1</code>?", "Wow!")),
        ("no-filler", "across lines", n => n.Append("xor-reading", " This, of\ncourse, is so.")),
        ("no-filler", "simply", n => n.Append("xor-reading", " It is **simply** so.")),
        ("to-dos!", "in words", n => n.Append("xor-reading", "\n\nTODO: say why.\n\nTODO: say when.")),
        ("to-dos!", "in code", n => n["too-fast"].Source = "// TODO: train it.\n1"),
    ];

    private static readonly (string Rule, string Case, Action<GoodNotebook> Spoil)[] CodingCases =
    [
        ("deliverable", "part missing", n => n.Replace("deliverable-training", "### Training", "Training")),
        ("deliverable", "no code", n => n.Remove("code-evaluation")),
        (
            "deliverable",
            "out of order",
            n =>
            {
                n.Replace("deliverable-data", "Data", "Model");
                n.Replace("deliverable-model", "Model", "Data");
            }
        ),
        (
            "sections",
            "no deliverable",
            n =>
            {
                foreach (
                    var id in n
                        .Document.Cells.Select(cell => cell.Id)
                        .Where(id =>
                            id.StartsWith("deliverable", StringComparison.Ordinal) || id.StartsWith("code-", StringComparison.Ordinal)
                        )
                        .ToList()
                )
                {
                    n.Remove(id);
                }
            }
        ),
    ];

    public static TheoryData<string> Cases => [.. ConceptCases.Concat(CodingCases).Select(entry => $"{entry.Rule}: {entry.Case}")];

    [Fact]
    public void A_good_notebook_gives_no_finding()
    {
        Assert.Empty(Check(GoodNotebook.Concept()));
        Assert.Empty(Check(GoodNotebook.Coding()));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_notebook_spoilt_in_one_place_breaks_that_rule_only(string name)
    {
        var concept = ConceptCases.FirstOrDefault(entry => $"{entry.Rule}: {entry.Case}" == name);
        var (rule, _, spoil) = concept.Spoil is not null ? concept : CodingCases.Single(entry => $"{entry.Rule}: {entry.Case}" == name);
        var notebook = concept.Spoil is not null ? GoodNotebook.Concept() : GoodNotebook.Coding();
        spoil(notebook);

        var findings = Check(notebook);

        Assert.NotEmpty(findings);
        Assert.All(findings, finding => Assert.Equal(rule, finding.Rule + (finding.Severity == Severity.Advice ? "!" : "")));
        Assert.All(findings, finding => Assert.NotEmpty(finding.Reason));
    }

    [Fact]
    public void Every_rule_has_a_test_and_a_reason()
    {
        var tested = ConceptCases.Concat(CodingCases).Select(entry => entry.Rule.TrimEnd('!')).ToHashSet();

        Assert.All(NotebookCheck.Rules, rule => Assert.Contains(rule.Key, tested));
        Assert.All(NotebookCheck.Rules, rule => Assert.Matches("^[a-z]+(-[a-z]+)*$", rule.Key));
        Assert.All(NotebookCheck.Rules, rule => Assert.EndsWith(".", rule.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void A_finding_names_cell_line_and_rule()
    {
        var notebook = GoodNotebook.Concept();
        notebook.Append("xor-reading", "\n\nIt is good.\nVery good!");

        var finding = Assert.Single(Check(notebook));

        Assert.Equal("xor-reading", finding.CellId);
        Assert.Equal(4, finding.Line);
        Assert.Matches(
            @"02-what-is-a-neural-network\.ipynb: cell 11 \(xor-reading\), line 4: .*good!.*\[no-exclamation\]$",
            finding.ToString()
        );
    }

    [Fact]
    public void To_dos_are_counted_in_one_finding_at_the_first()
    {
        var notebook = GoodNotebook.Concept();
        notebook.Append("xor-reading", "\n\nTODO: say why.\n\nTODO: say when.");
        notebook.Append("summary", "\n\nTODO: shorten.");

        var finding = Assert.Single(Check(notebook));

        Assert.Equal(("xor-reading", 3), (finding.CellId, finding.Line ?? 0));
        Assert.StartsWith("3 to-dos remain", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_magic_command_is_reported_at_its_line_and_does_not_hide_what_follows()
    {
        var notebook = GoodNotebook.Concept();
        notebook["too-fast"].Source = "#!time\nvar x = 1;\n#!share y\nvar z = ;";

        var findings = Check(notebook);

        Assert.Equal([("no-other-commands", 3), ("cells-parse", 4)], findings.Select(finding => (finding.Rule, finding.Line ?? 0)));
    }

    [Fact]
    public void Blank_lines_do_not_make_a_cell_long()
    {
        var notebook = GoodNotebook.Concept();
        notebook["too-fast"].Source = Lines(15).Replace("\n", "\n\n", StringComparison.Ordinal);

        Assert.Empty(Check(notebook));
    }

    [Fact]
    public void A_finding_about_wide_lines_names_each()
    {
        var notebook = GoodNotebook.Concept();
        var wide = $"// {new string('x', 86)}";
        notebook["too-fast"].Source = $"// Training.\n{wide}\nvar x = 1;\n{wide}\n{wide}";

        var finding = Assert.Single(Check(notebook));

        Assert.Equal(2, finding.Line);
        Assert.Equal("The line has 89 characters, 88 are shown: break it (also line 4, 5).", finding.Message);
    }

    [Fact]
    public void What_is_deeper_or_folded_takes_no_reading_time_and_defines_no_terms()
    {
        var notebook = GoodNotebook.Concept();
        var words = string.Concat(Enumerable.Repeat(" hidden state", 31 * 90));
        notebook.Append("xor-reading", $"\n\n<details>\n<summary>Why?</summary>\n\nThe *hidden state*.{words}\n\n</details>");
        notebook.InsertBefore("collapse", GoodNotebook.Text("more", $"### More\n\nThe *hidden state*.{words}", "deeper"));
        notebook.InsertBefore("collapse", GoodNotebook.Code("more-code", string.Join("\n", Lines(15))));
        notebook.InsertBefore("what-goes-wrong", GoodNotebook.Text("most", $"## Beyond\n\nSee.{words}", "deeper"));

        Assert.Empty(Check(notebook));

        // The next section is the core again.
        notebook.Append("what-goes-wrong", " A hidden state.");
        Assert.Equal(("terms", "what-goes-wrong"), Assert.Single(Check(notebook).Select(finding => (finding.Rule, finding.CellId))));
    }

    [Theory]
    [InlineData("A hidden state.", "hidden state")]
    [InlineData("A Hidden-State and a *hidden state*.", "hidden state")]
    [InlineData("**Hidden states**, in bold.", "hidden state")]
    [InlineData("The *hidden* state.", "hidden state")]
    [InlineData("A policy, two policies.", "policy")]
    [InlineData("Two batches of one batch.", "batch")]
    [InlineData("A *batch* of batch normalisation.", "batch normalisation")]
    [InlineData("A *hidden state*, then a hidden state.", null)]
    [InlineData("*A vector, the hidden state,* and hidden states.", null)]
    [InlineData("***Batch normalisation*** is no batch", "batch")]
    [InlineData("The value of `batch` and $batch$.", null)]
    [InlineData("The unhidden state of a mini-batch and a batched one.", null)]
    [InlineData("### A hidden state", null)]
    public void A_term_is_defined_in_italics_where_it_is_first_used(string text, string? found)
    {
        var notebook = GoodNotebook.Concept();
        notebook.Append("title", " The hidden state, the batch.");
        notebook.Append("short-answer", "\n\nThe hidden state.");
        notebook.Append("xor-reading", "\n\n" + text);

        var terms = Check(notebook).Where(finding => finding.Rule == "terms").Select(finding => finding.Message.Split('\'')[1]);

        Assert.Equal(found is null ? [] : [found], terms);
    }

    [Theory]
    [InlineData("**Predict:** which wins?\n\n<details>\n<summary>Answer</summary>\n\nThe first.\n\n</details>")]
    [InlineData("So far.\n**Predict:** what do you expect?\n\n<details>\n<summary>Answer</summary>\n\nOne.\n\n</details>")]
    [InlineData("The model predicts before training; the guess is as good as any. Predict a month, guess a word.")]
    public void Predictions_in_their_one_form_and_words_of_the_field_are_left_alone(string text)
    {
        var notebook = GoodNotebook.Concept();
        notebook.Append("xor-reading", "\n\n" + text);

        Assert.Empty(Check(notebook));
    }

    [Fact]
    public void A_heading_may_be_marked_up_and_numbered_with_a_full_stop()
    {
        var notebook = GoodNotebook.Concept();
        notebook["xor"].Source = "## 1. One *line* cannot separate `XOR`.\n\nAs said.";

        Assert.Empty(Check(notebook));
    }

    [Fact]
    public void The_glossary_of_the_project_names_each_term_once_in_both_languages()
    {
        var entries = JsonNode.Parse(File.ReadAllText(Path.Combine(TestFiles.Root, "data", "glossary.json")))!.AsArray();
        string[] terms = [.. entries.Select(entry => (string)entry!["en"]!)];

        Assert.Equal(terms.Distinct(StringComparer.OrdinalIgnoreCase), terms);
        Assert.All(entries, entry => Assert.NotEmpty((string)entry!["zh"]!));
        Assert.All(entries, entry => Assert.Empty(entry!.AsObject().Select(field => field.Key).Except(["en", "zh", "everyday"])));
    }

    [Fact]
    public void A_notebook_of_an_older_version_or_with_nothing_in_it_gives_findings_and_no_exception()
    {
        using var folder = new TemporaryFolder();
        foreach (
            var text in (string[])
                ["""{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 2}""", NotebookDocument.Create().ToCanonicalJson()]
        )
        {
            var path = folder.File("02-what-is-a-neural-network.ipynb");
            File.WriteAllText(path, text);

            Assert.Contains(NotebookCheck.Run(path), finding => finding.Rule == "title");
        }
        Assert.Equal("well-formed", Assert.Single(NotebookCheck.Run(folder.File("none.ipynb"))).Rule);
    }

    private const string Terms = """
        [
          {"en": "batch", "zh": "批次"},
          {"en": "batch normalisation", "zh": "批归一化"},
          {"en": "hidden state", "zh": "隐藏状态"},
          {"en": "policy", "zh": "策略"},
          {"en": "value", "zh": "价值", "everyday": true}
        ]
        """;

    private static IReadOnlyList<Finding> Check(GoodNotebook notebook)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(Directory.CreateDirectory(folder.File("notebooks")).FullName, notebook.FileName);
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(path)!, "setup.dib"), "");
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(folder.File("data")).FullName, "glossary.json"), Terms);
        File.WriteAllText(path, notebook.FileText ?? notebook.Document.ToCanonicalJson());
        return NotebookCheck.Run(path);
    }

    private static string Lines(int count) => string.Join('\n', Enumerable.Range(0, count).Select(i => $"var x{i} = {i};"));
}
