using System.Text.Json.Nodes;
using Viva.Notebooks.Documents;

namespace Viva.Notebooks.Checks;

/// <summary>
/// A notebook with every part that <see cref="NotebookCheck"/> asks for and none of the answer: it passes the check, runs from top to
/// bottom, and says in lines with <c>TODO:</c> what is to be written.
/// </summary>
public static class NotebookSkeleton
{
    /// <summary>How many lines of a notebook hold a to-do.</summary>
    public static int CountToDos(NotebookDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return ToDoRules.Count(document);
    }

    /// <summary>The skeleton for a question, in the form in which notebooks are committed.</summary>
    public static NotebookDocument Create(SyllabusEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var document = NotebookDocument.Create();
        foreach (var cell in Cells(entry))
        {
            document.Add(cell);
        }

        return document;
    }

    private static IEnumerable<NotebookCell> Cells(SyllabusEntry entry) =>
        [
            Title(entry),
            Text(
                "short-answer",
                """
                ## The short answer

                TODO: at most 120 words, what a strong candidate says in the first minute: complete, correct, in the field's own terms.
                It is the flash card too, and stands alone.
                """
            ),
            .. Picture(),
            .. SetUp(),
            .. entry.IsCoding ? Deliverable() : [],
            .. Example(),
            .. ByHand(),
            .. Experiment(),
            Text(
                "what-goes-wrong",
                """
                ## What goes wrong

                TODO: the mistakes that people make and the folklore that is false. Leave the fix out, and let a cell print the number.
                """
            ),
            Code(
                "without-the-fix",
                """
                // TODO: the mistake, run.
                var large = tensor(new[] { 1000.0, 0.0 });
                var wrong = large.exp() / large.exp().sum();
                Console.WriteLine($"not shifted by the largest: {wrong[0].item<double>():F1}");
                """
            ),
            Text("without-the-fix-reading", "TODO: what the number shows, and the fix."),
            Text("follow-ups", "## What the interviewer asks next" + Folded("the question that follows the answer", 5)),
            .. Exercises(),
            Text("check-yourself", "## Check yourself" + Folded("a question that tells a reader whether to read again", 3)),
            Text(
                "summary",
                """
                ## Summary

                - TODO: the first of four sentences to remember.
                - TODO: the second.
                - TODO: the third.
                - TODO: the fourth.
                """
            ),
            Text(
                "sources",
                """
                ## Sources

                - TODO: Author, A. (2016). Title of the paper. Where it appeared. What it is the source of.
                - TODO: Author, B. (2016). Title of the book, chapter 6.
                """
            ),
        ];

    private static NotebookCell Title(SyllabusEntry entry) =>
        Text(
            "title",
            $"""
            # {entry.Number:00} · {entry.Question}

            > TODO: the question as an interviewer asks it, in one or two sentences.

            | At a glance | Question {entry.Number} |
            | :--- | :--- |
            | You will be able to | TODO: do, compute, say; three things that can be tested |
            | Know first | TODO: links to the notebooks that this one builds on, or nothing |
            | Read | TODO: 5 minutes |
            | Run | TODO: about 60 s, quick 10 s, on 2 cores of the processor that it was measured on |
            | Data | {entry.Data} |

            TODO: an introduction of two or three sentences: why one asks this, and what will be shown.
            """
        );

    private static NotebookCell[] Picture() =>
        [
            Text(
                "picture",
                """
                ## The picture and the formula

                TODO: the one picture and the one formula that the question is known by, as an interviewer wants them on the whiteboard.
                """
            ),
            Code("import", "#!import setup.dib"),
            Code(
                "picture-diagram",
                """
                // TODO: the picture.
                new Diagram("TODO: its title", columns: 4, rows: 1,
                        alt: "TODO: what it shows, in words")
                    .Box("x", 0, 0, "x", Kind.Input)
                    .Circle("sigma", 1.5, 0, "σ")
                    .Box("y", 3, 0, "y", Kind.Output)
                    .Arrow("x", "sigma")
                    .Arrow("sigma", "y")
                """
            ),
            Text(
                "formula",
                """
                TODO: the formula, every symbol named.

                $$
                y = \sigma(x) = \frac{1}{1 + e^{-x}}
                $$
                """
            ),
        ];

    private static NotebookCell[] SetUp() =>
        [
            Text("set-up", "## Set-up\n\nThe only place where quick mode differs from a full run."),
            Code(
                "settings",
                """
                // TODO: the sizes that this notebook needs.
                int epochs = Run.Pick(full: 20, quick: 4);
                int seeds = Run.Pick(full: 3, quick: 1);   // runs in each comparison
                Run.Reseed();
                """
            ),
        ];

    private static NotebookCell[] Deliverable() =>
        [
            Text(
                "deliverable",
                """
                ## The deliverable

                TODO: the program in six steps, always beside the field's classic baseline.

                ### Data

                TODO: where the data comes from, how it is divided, and what stands in for it.
                """
            ),
            Code(
                "load-data",
                """
                // TODO: one call of Datasets.
                Run.Reseed(1);
                var inputs = randn(200, 2);                         // (examples, features)
                var targets = inputs.select(1, 0) - inputs.select(1, 1);
                """
            ),
            Text("model-text", "### Model\n\nTODO: the model with its shapes."),
            Code(
                "model",
                """
                // TODO: the model that the question asks for, written out.
                var network = Linear(2, 1);
                Tensor Predict(Tensor x) => network.call(x).squeeze(1);   // (examples)
                """
            ),
            Text("training-text", "### Training\n\nTODO: the *loss*, the *optimiser*, and what was chosen on validation data."),
            Code(
                "train",
                """
                // TODO: a call of the library's Trainer.
                var optimiser = optim.Adam(network.parameters(), 0.1);
                for (int epoch = 0; epoch < 10 * epochs; epoch++)
                {
                    using var scope = NewDisposeScope();
                    optimiser.zero_grad();
                    functional.mse_loss(Predict(inputs), targets).backward();
                    optimiser.step();
                }
                """
            ),
            Text(
                "evaluation-text",
                "### Evaluation\n\nTODO: the *test set*, opened once; the baseline; the spread over seeds; the worst errors."
            ),
            Code(
                "evaluate",
                """
                // TODO: the figure that matters, with its bar and a looser one for quick mode.
                float error = functional.mse_loss(Predict(inputs), targets).item<float>();
                Console.WriteLine($"mean squared error {error:F3}");
                """
            ),
            Text("saved-model-text", "### Saved model\n\nTODO: what must be kept with the *weights*."),
            Code(
                "save",
                """
                // TODO: save it, and load it into a fresh model.
                var file = Path.Combine(Path.GetTempPath(), $"viva-{Guid.NewGuid():N}.dat");
                network.save(file);
                var loaded = Linear(2, 1);
                loaded.load(file);
                File.Delete(file);
                """
            ),
            Text("new-input-text", "### New input\n\nTODO: the saved model, used on something that is in no data set."),
            Code(
                "new-input",
                """
                // TODO: new input, prepared as the training data was.
                Console.WriteLine($"{loaded.call(tensor(new[] { 2f, 1f })).item<float>():F2}");
                """
            ),
        ];

    private static NotebookCell[] Example() =>
        [
            Text(
                "first-claim",
                """
                ## 1 · TODO: a claim, said as a sentence that could be false

                TODO: a worked example that is small enough to do by hand. A term is defined where it is first used, in *italics*.
                """
            ),
            Code(
                "example",
                """
                // TODO: the example; what the heading says is judged in a full run.
                double half = 1 / (1 + Math.Exp(-0.0));
                Claim.That("TODO: a claim, said as a sentence that could be false",
                    holds: half == 0.5, evidence: $"σ(0) = {half}");
                """
            ),
            Text("first-claim-reading", "TODO: what the example shows."),
        ];

    private static NotebookCell[] ByHand() =>
        [
            Text(
                "by-hand",
                """
                ## 2 · TODO: by hand it is equal to the library

                TODO: the mechanism, step by step, and then its values and *gradients* beside the library's.
                """
            ),
            Code(
                "equal-to-the-library",
                """
                // TODO: the mechanism written out.
                var logits = tensor(new[] { 1.0, 2.0, 3.0 });
                var byHand = logits.exp() / logits.exp().sum();
                double gap = (byHand - logits.softmax(0)).abs().max().item<double>();
                Result.Report("TODO: largest difference from the library", gap,
                    atMost: 1e-9, quickAtMost: 1e-9, format: "G2");
                Claim.That("TODO: by hand it is equal to the library",
                    holds: gap < 1e-9, evidence: $"they differ by {gap:G2} at most");
                """
            ),
            Text("by-hand-reading", "TODO: what the equality shows, and what it does not."),
        ];

    private static NotebookCell[] Experiment() =>
        [
            Text(
                "experiment",
                """
                ## 3 · TODO: a claim about what happens when it is trained

                TODO: one factor at a time, at equal budget, each side with its own tuned rate, on at least three seeds.

                **Predict:** TODO: a question to the reader, which the next cell answers.
                """
            ),
            Code(
                "experiment-run",
                """
                // TODO: the smallest experiment that could have shown the opposite.
                double[] measured = [.. Enumerable.Range(0, seeds).Select(seed =>
                    Enumerable.Range(0, 100 * epochs).Average(_ => Run.Random(seed).NextDouble()))];
                string spread = $"{measured.Min():F2} to {measured.Max():F2} over {seeds} seeds";
                Console.WriteLine(spread);
                Claim.That("TODO: a claim about what happens when it is trained",
                    holds: measured.Max() < 1, evidence: spread);
                """
            ),
            Text("experiment-reading", "TODO: what the figures show, with their spread, and where the claim ends."),
            Text("beyond", "### TODO: what the core can do without\n\nTODO: folded on the page, and run all the same.", "deeper"),
            Code(
                "beyond-run",
                """
                // TODO: the detail, run.
                Console.WriteLine($"{measured.Average():F3} on average");
                """
            ),
        ];

    private static NotebookCell[] Exercises() =>
        [
            Text("your-turn", "## Your turn"),
            .. Exercise(1, "Half", "an easy one", "x / 2", "3 / 2.0"),
            .. Exercise(2, "Square", "one that stretches", "x * x", "9.0"),
        ];

    private static NotebookCell[] Exercise(int number, string function, string which, string answer, string at3) =>
        [
            Text($"exercise-{number}-text", $"### Exercise {number} · TODO: {which}\n\nTODO: the task."),
            Code($"exercise-{number}", $"double {function}(double x) => 0;   // TODO: a starter that compiles and runs", "exercise"),
            Code(
                $"check-{number}",
                $"""
                // TODO: compare with an independent reference, and give a hint for the likeliest slip.
                Check.Close(() => {function}(3), {at3}, 1e-9,
                    "TODO: what must hold", hint: "TODO: the hint");
                """,
                "check"
            ),
            Code($"solution-{number}", $"double {function}(double x) => {answer};   // TODO: the solution", "solution"),
        ];

    private static string Folded(string what, int count) =>
        string.Concat(
            Enumerable
                .Range(1, count)
                .Select(number => $"\n\n<details>\n<summary>TODO: {what} ({number}).</summary>\n\nTODO: its answer.\n\n</details>")
        );

    private static NotebookCell Text(string id, string source, params string[] tags) =>
        NotebookCell.Create(CellKind.Markdown, source, id, tags);

    private static NotebookCell Code(string id, string source, params string[] tags)
    {
        var cell = NotebookCell.Create(CellKind.Code, source, id, tags);
        cell.Metadata["polyglot_notebook"] = new JsonObject { ["kernelName"] = "csharp" };
        return cell;
    }
}
