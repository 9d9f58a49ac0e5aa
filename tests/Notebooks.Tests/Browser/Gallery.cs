using Viva.Notebooks.Documents;

namespace Notebooks.Tests.Browser;

/// <summary>
/// A notebook that needs no training and has one of everything that a page can show: every kind
/// of chart, table, picture, fold, formula and failure.
/// </summary>
internal static class Gallery
{
    /// <summary>What the last cell throws.</summary>
    public const string Failure = "the kettle is empty";

    /// <summary>A word that stands here and in no other notebook.</summary>
    public const string Word = "Éclairs";

    /// <summary>
    /// The code of one cell, with what HTML would change: <c>&lt;</c>, <c>&amp;</c>, quotation marks, blanks at the beginning.
    /// </summary>
    public const string Code = """
        bool Small(int a, int b) =>
            a < b && b > 1;   // "quoted" & <b>not bold</b>
        Small(1, 2)
        """;

    /// <summary>A line that no page is wide enough for.</summary>
    public const string LongLine =
        """var wide = string.Join(" and then ", new[] { "aardvark", "buffalo", "caribou", "dromedary", "elephant","""
        + """ "flamingo", "gazelle", "hedgehog", "ibis", "jackal", "kangaroo", "lemur" }"""
        + """.Select((animal, place) => $"{place}: {animal.ToUpperInvariant()}"));""";

    /// <summary>The notebook, to be written into a folder of the clone.</summary>
    public static NotebookDocument Create()
    {
        var document = NotebookDocument.Create();
        Words(
            """
            # A gallery of everything

            > What can a page show?

            | At a glance | A notebook for tests |
            | --- | --- |
            | You will be able to | see one of everything |
            | Read | 2 minutes |
            """
        );
        Words(
            $"""
            ## The short answer

            Words, `code`, **stress**, [a link to a part](#charts), [another notebook](01-how-deep-learning-works.ipynb), {Word},
            and a formula: $\frac{"{a+b}{c}"}$.
            """
        );
        Code1("#!import ../notebooks/setup.dib");
        Words(
            """
            ## Formulas

            $$
            p(y = k \mid x) = \frac{e^{z_k}}{\sum_{j=1}^{K} e^{z_j}}, \qquad
            \sqrt{\frac{1}{n} \sum_i (x_i - \bar{x})^2}, \qquad
            \begin{pmatrix} 1 & 0 \\ 0 & \lambda \end{pmatrix}
            $$

            A long one:

            $$
            \mathcal{L} = -\frac{1}{n} \sum_{i=1}^{n} \left[ y_i \ln \sigma(w_1 x_{i1} + w_2 x_{i2} + w_3 x_{i3} + w_4 x_{i4} + b) +
            (1 - y_i) \ln \left(1 - \sigma(w_1 x_{i1} + w_2 x_{i2} + w_3 x_{i3} + w_4 x_{i4} + b)\right) \right] +
            \frac{\alpha}{2} \lVert w \rVert_2^2
            $$

            ### Code and text
            """
        );
        Code1(Code);
        Code1(LongLine + "\nwide");
        Code1(
            """
            for (int i = 0; i < 120; i++) Console.WriteLine($"line {i} of a long output");
            """
        );
        Code1(
            """
            Console.Error.WriteLine("to the other stream");
            Console.WriteLine(new string('=', 300));
            """
        );
        Words("## Charts");
        Code1("""Plot.Line(new[] { 1.0, 3.0, 2.0, 4.0 }, "A line", "step", "loss")""");
        Code1(
            """
            Plot.Lines(
                [
                    new Series("first", [0, 1, 2], [1, 2, 4]) { Low = [0, 1, 3], High = [2, 3, 5] },
                    new Series("second", [0, 1, 2], [3, 2, 1]) { Error = [1, 1, 1] }
                ],
                "Lines with a band and error bars", "x", "y")
            """
        );
        Code1(
            """
            Plot.Scatter(
                [new Series("cats", [1, 2, 3], [2, 1, 2]), new Series("dogs", [4, 5, 6], [5, 6, 5])],
                "Points", "length in cm", "weight in kg")
            """
        );
        Code1(
            """Plot.Bar(new[] { "apples", "pears", "a fruit with a long name" }, new[] { 3.0, 5.0, 2.0 }, title: "Bars", yLabel: "count")"""
        );
        Code1("""Plot.Histogram(Enumerable.Range(0, 200).Select(i => Math.Sin(i)), title: "A histogram", xLabel: "value")""");
        Code1("""Plot.HeatMap(new double[,] { { 1, -2 }, { 3, 4 } }, ["a", "b"], ["c", "d"], "A heat map", diverging: true)""");
        Code1("""Plot.ConfusionMatrix(new long[,] { { 50, 3 }, { 4, 43 } }, ["no", "yes"])""");
        Code1("""Plot.Grid("Side by side", Plot.Line(new[] { 1.0, 2.0 }, "left"), Plot.Line(new[] { 2.0, 1.0 }, "right"))""");
        Code1(
            """
            Figure.From(
                Plotly.NET.CSharp.Chart.Pie<double, string, string>(new[] { 2.0, 3.0 }, Labels: new[] { "tea", "coffee" }),
                "A pie: 2 tea, 3 coffee.")
            """
        );
        Code1(
            """
            Plot.Slides("A square walks", "step", Enumerable.Range(0, 12).Select(i =>
                ($"{i}", Plot.Scatter(new[] { i }, new[] { i }, xRange: (-1, 12), yRange: (-1, 12)))))
            """
        );
        Words("## Pictures and tables");
        Code1("""Plot.Images(torch.linspace(0, 1, 3 * 8 * 8).reshape(3, 1, 8, 8), ["one", "two", "three"], title: "Three pictures")""");
        Code1("""new { Name = "a record", Count = 3, Inner = new[] { 1, 2, 3 } }""");
        Code1(
            """
            var table = new Table([.. Enumerable.Range(1, 24).Select(i => $"column {i}")]) { Caption = "A wide table" };
            for (int row = 0; row < 3; row++) table.Add([.. Enumerable.Range(1, 24).Select(i => (object)(row * i * 1000.5))]);
            table
            """
        );
        Code1("Enumerable.Range(1, 300).Select(i => new { Number = i, Square = i * i })");
        Words(
            """
            A table in words, with a formula:

            | layer | parameters | what it does, in so many words that a phone cannot show them in one line |
            | --- | ---: | --- |
            | linear | $nm + m$ | multiplies and adds |

            ## Training
            """
        );
        Code1(
            """
            var inputs = randn(64, 2);
            var targets = inputs.sum(1).gt(0).to(int64);
            var trainer = new Trainer(Linear(2, 2)) { Epochs = 3 };
            trainer.Fit(inputs, targets)
            """
        );
        Code1("""Result.Report("accuracy on the gallery", 0.75, atLeast: 0.7)""");
        Words("## Your turn");
        Code1("int Twice(int x) => 0;", "exercise");
        Code1("""Check.That(Twice(2) == 4, "twice two is four", "what is x + x?");""", "check");
        Code1("int Twice(int x) => 2 * x;", "solution");
        Words(
            """
            ## Check yourself

            <details>
            <summary>Why is the sky blue?</summary>

            Because short waves scatter more: $\lambda^{-4}$.

            </details>

            <details>
            <summary>Is $1 + 1$ two?</summary>

            Yes.

            </details>

            ## Failure
            """
        );
        Code1($"""throw new InvalidOperationException("{Failure}");""");
        return document;

        void Words(string text) => document.Add(NotebookCell.Create(CellKind.Markdown, text));

        void Code1(string code, params string[] tags) => document.Add(NotebookCell.Create(CellKind.Code, code, null, tags));
    }
}
