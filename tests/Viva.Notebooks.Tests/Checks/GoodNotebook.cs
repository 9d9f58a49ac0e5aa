using System.Text.Json.Nodes;
using Viva.Notebooks.Documents;

namespace Viva.Notebooks.Tests.Checks;

/// <summary>A notebook that breaks no rule, to be spoilt by tests one place at a time.</summary>
internal sealed class GoodNotebook
{
    private GoodNotebook(string fileName, NotebookDocument document)
    {
        FileName = fileName;
        Document = document;
    }

    public string FileName { get; set; }

    public NotebookDocument Document { get; }

    /// <summary>When set, the text of the file; else the canonical text of the document.</summary>
    public string? FileText { get; set; }

    /// <summary>Question 2, a concept.</summary>
    public static GoodNotebook Concept() => new("02-what-is-a-neural-network.ipynb", Build(2, "What is a neural network?", []));

    /// <summary>Question 23, a coding question.</summary>
    public static GoodNotebook Coding()
    {
        string[] parts = ["Data", "Model", "Training", "Evaluation", "Saved model", "New input"];
        var deliverable = new List<NotebookCell> { Text("deliverable", "## The deliverable\n\nA program.") };
        foreach (var part in parts)
        {
            var id = part.ToLowerInvariant().Replace(' ', '-');
            deliverable.Add(Text($"deliverable-{id}", $"### {part}"));
            deliverable.Add(Code($"code-{id}", "var x" + deliverable.Count + " = 1;"));
        }
        return new("23-mnist-cnn.ipynb", Build(23, "Recognise handwritten digits with a CNN", deliverable));
    }

    public NotebookCell this[string id] => Document.Cells.Single(cell => cell.Id == id);

    public void Replace(string id, string old, string replacement)
    {
        var cell = this[id];
        if (!cell.Source.Contains(old, StringComparison.Ordinal))
        {
            throw new ArgumentException($"'{old}' is not in '{id}'.");
        }

        cell.Source = cell.Source.Replace(old, replacement, StringComparison.Ordinal);
    }

    public void Append(string id, string text) => this[id].Source += text;

    public void Remove(string id) => Document.RemoveAt(IndexOf(id));

    public void InsertBefore(string id, NotebookCell cell) => Document.Insert(IndexOf(id), cell);

    public void Move(string id, string before)
    {
        var cell = this[id];
        Remove(id);
        InsertBefore(before, cell);
    }

    public static NotebookCell Text(string id, string source, params string[] tags) =>
        NotebookCell.Create(CellKind.Markdown, source, id, tags);

    public static NotebookCell Code(string id, string source, params string[] tags)
    {
        var cell = NotebookCell.Create(CellKind.Code, source, id, tags);
        cell.Metadata["polyglot_notebook"] = new JsonObject { ["kernelName"] = "csharp" };
        return cell;
    }

    public static string Folded(int count) =>
        string.Concat(
            Enumerable
                .Range(1, count)
                .Select(i =>
                    $"\n\n<details>\n<summary>Why <code>{i}</code>?</summary>\n\nBecause $x_{i} = \\frac{{1}}{{2}}$.\n\n</details>"
                )
        );

    private int IndexOf(string id) => Document.Cells.TakeWhile(cell => cell.Id != id).Count();

    private static NotebookDocument Build(int number, string title, IEnumerable<NotebookCell> deliverable)
    {
        var document = NotebookDocument.Create();
        NotebookCell[] cells =
        [
            Text(
                "title",
                $"""
                # {number:00} · {title}

                > What is it, and when does it help?

                | At a glance | Question {number} |
                | :--- | :--- |
                | You will be able to | say what a layer computes |
                | Know first | nothing; [the set-up](setup.dib) helps |
                | Read | 2 minutes |
                | Run | about 10 s, quick 5 s, on 2 cores of an AMD EPYC |
                | Data | made in the cells |

                An introduction with `code!`, $5! = 120$ and \$5, and [a paper](https://arxiv.org/abs/1412.6980).
                """
            ),
            Text(
                "short-answer",
                "## The short answer\n\nA network composes layers $y = \\sigma(Wx + b)$:\n\n$$\n\\begin{aligned} y &= "
                    + "\\left\\{ x \\right\\} \\end{aligned}\n$$"
            ),
            Text("picture", "## The picture and the formula\n\nA *layer* is a product and a bend."),
            Code("import", "#!import setup.dib"),
            Code("diagram", "new Diagram(\"A layer\", columns: 2, rows: 1, alt: \"x leads to y\")"),
            Text("formula", "$$\ny = Wx\n$$"),
            Text("set-up", "## Set-up"),
            Code("settings", "int epochs = Run.Pick(full: 200, quick: 20);"),
            .. deliverable,
            Text(
                "xor",
                "## 1 · One line cannot separate XOR\n\n### Why\n\n**Predict:** will it learn?\n\n![A line between "
                    + "points](https://example.org/a.png)"
            ),
            Code(
                "train-xor",
                "#!time\nvar model = new { Name = \"#! and display(1)\" };\nvar text = \"\"\"\n    #!import in a string\n    \"\"\";\n"
                    + "Claim.That(\"One line cannot separate XOR\", holds: true, evidence: \"four points\");\nmodel"
            ),
            Text("xor-reading", "It does not."),
            Text("collapse", "## 2 · Depth without activations is one matrix"),
            Code(
                "show-collapse",
                "static int Twice(this int x) => 2 * x;\nConsole.WriteLine(2.Twice());\nawait Task.Delay(1);\nClaim.That(\"Depth without \"\n    + "
                    + "\"activations is one matrix\", true, \"as said\");"
            ),
            Text("collapse-reading", "As said."),
            Text("width", "## 3 · Width buys accuracy"),
            Code(
                "show-width",
                "double Display(double x) => x;\nResult.Report(\"accuracy\", Display(0.99), atLeast: 0.9);\nfor (int i = 0; i "
                    + "< 3; i++)\n{\n    using var scope = new MemoryStream();\n}\nClaim.That(sentence: \"Width buys accuracy\", holds: true, evidence: \"99%\");"
            ),
            Text("width-reading", "About 99%."),
            Text("what-goes-wrong", "## What goes wrong\n\nThe learning rate."),
            Code("too-fast", "record Row(string Name, double Value);\n\"diverges\""),
            Text("follow-ups", "## What the interviewer asks next" + Folded(5)),
            Text("your-turn", "## Your turn"),
            Text("exercise-1-text", "### Exercise 1 · A third class"),
            Code("exercise-1", "double Answer() => 0;", "exercise"),
            Text("hint-1", "Run the check."),
            Code("check-1", "Check.Close(Answer(), 0.5, 1e-6, \"the answer\", hint: \"Halve it.\");", "check"),
            Code("solution-1", "double Answer() => 0.5;", "solution"),
            Text("solution-1-why", "Half of it.", "solution"),
            Text("exercise-2-text", "### Exercise 2 · Another"),
            Code("exercise-2", "var guess = 0;", "exercise"),
            Code("check-2", "Check.That(guess == 1, \"one\", \"Assign it.\");", "check"),
            Code("solution-2", "guess = 1;", "solution"),
            Text("check-yourself", "## Check yourself" + Folded(3)),
            Text("summary", "## Summary\n\n- one\n- two\n- three\n- four"),
            Text(
                "sources",
                "## Sources\n\n- Rosenblatt, F. (1958). The perceptron.\n- Goodfellow, I. et al. (2016). Deep Learning, chapter 6."
            ),
        ];
        foreach (var cell in cells)
        {
            document.Add(cell);
        }

        return document;
    }
}
