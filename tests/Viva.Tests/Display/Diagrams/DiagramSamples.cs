using Viva.Display.Diagrams;

namespace Viva.Tests.Display.Diagrams;

/// <summary>Diagrams as notebooks draw them.</summary>
internal static class DiagramSamples
{
    public static readonly Dictionary<string, Func<Diagram>> All = new()
    {
        ["graph"] = () =>
            new Diagram(
                "Values forward, gradients back",
                columns: 7,
                rows: 3,
                alt: "Graph of L = (wx - y)^2 at w = 3, x = 2, y = 4: w and x meet in a product of 6, y is subtracted, which leaves 2, and "
                    + "the square is 4. Dashed arrows lead back with the gradients: 4 at the difference and the product, 8 at w."
            )
                .Box("w", 0, 0, "w = 3", Kind.Parameter)
                .Box("x", 0, 2, "x = 2", Kind.Input)
                .Circle("mul", 2, 1, "×")
                .Box("y", 2, 2, "y = 4", Kind.Input)
                .Circle("sub", 3.7, 1, "−")
                .Circle("sq", 5, 1, "( )^2")
                .Box("L", 6.3, 1, "L = 4", Kind.Loss)
                .Arrow("w", "mul", "3")
                .Arrow("mul", "w", "∂L/∂w = 8", dashed: true)
                .Arrow("x", "mul", "2")
                .Arrow("mul", "sub", "6")
                .Arrow("sub", "mul", "∂ = 4", dashed: true)
                .Arrow("y", "sub")
                .Arrow("sub", "sq", "2")
                .Arrow("sq", "sub", "4", dashed: true)
                .Arrow("sq", "L")
                .Label(5, 2, "solid: values\ndashed: gradients"),
        ["network"] = () =>
            new Diagram(
                "A network and its shapes",
                columns: 7,
                rows: 2,
                alt: "Pictures of shape (n, 784) pass a linear layer with W1 (784 by 128), ReLU, a linear "
                    + "layer with W2 (128 by 10), and give "
                    + "logits of shape (n, 10); the cross-entropy compares them with the labels."
            )
                .Box("x", 0, 0, "X\n(n, 784)", Kind.Input)
                .Box("l1", 1.6, 0, "Linear\nW_1, b_1", Kind.Parameter)
                .Box("r", 3.1, 0, "ReLU", Kind.Operation)
                .Box("l2", 4.5, 0, "Linear\nW_2, b_2", Kind.Parameter)
                .Box("z", 6, 0, "logits\n(n, 10)", Kind.Output)
                .Arrow("x", "l1")
                .Arrow("l1", "r")
                .Arrow("r", "l2")
                .Arrow("l2", "z")
                .Box("y", 4.2, 1.2, "labels\n(n)", Kind.Input)
                .Box("loss", 6, 1.2, "loss", Kind.Loss)
                .Arrow("z", "loss")
                .Arrow("y", "loss")
                .Matrix(
                    "w",
                    1.6,
                    1.3,
                    new[,]
                    {
                        { 0.12, -0.4 },
                        { 0.9, 0.05 },
                    },
                    "part of W_1",
                    Kind.Parameter,
                    shade: true
                ),
        ["lstm"] = () =>
            new Diagram(
                "An LSTM cell",
                columns: 7,
                rows: 5,
                alt: "The cell state runs along the top: it is multiplied by the forget gate f, and the input "
                    + "gate i times the candidate g is "
                    + "added. The hidden state is the output gate o times the tanh of the new cell state. All four come from the last "
                    + "hidden state and the input."
            )
                .Group(0.8, -0.3, 5.2, 4.5, "LSTM cell")
                .Box("c", 0, 0.3, "c_{t-1}", Kind.State)
                .Box("h", 0, 3, "h_{t-1}", Kind.State)
                .Box("x", 1, 4.3, "x_t", Kind.Input)
                .Box("f", 1.5, 2, "σ\nf_t", Kind.Parameter)
                .Box("i", 2.4, 2, "σ\ni_t", Kind.Parameter)
                .Box("g", 3.3, 2, "tanh\ng_t", Kind.Parameter)
                .Box("o", 4.2, 2, "σ\no_t", Kind.Parameter)
                .Circle("fc", 1.5, 0.3, "×")
                .Circle("ig", 2.4, 1.05, "×")
                .Circle("add", 2.4, 0.3, "+")
                .Circle("tanh", 5, 1.1, "tanh")
                .Circle("oh", 5, 2, "×")
                .Box("c2", 6.2, 0.3, "c_t", Kind.State)
                .Box("h2", 6.2, 2, "h_t", Kind.Output)
                .Box("cat", 2.85, 3, "[h_{t-1}, x_t]", width: 3.42)
                .Arrow("c", "fc")
                .Arrow("fc", "add")
                .Arrow("add", "c2")
                .Arrow("f", "fc")
                .Arrow("i", "ig")
                .Arrow("g", "ig", route: Route.DownThenAcross)
                .Arrow("ig", "add")
                .Arrow("add", "tanh", route: Route.AcrossThenDown)
                .Arrow("tanh", "oh")
                .Arrow("o", "oh")
                .Arrow("oh", "h2")
                .Arrow("h", "cat")
                .Arrow("x", "cat", route: Route.AcrossThenDown)
                .Arrow("cat", "f")
                .Arrow("cat", "i")
                .Arrow("cat", "g")
                .Arrow("cat", "o"),
        ["attention"] = () =>
            new Diagram(
                "Encoder, attention, decoder",
                columns: 7,
                rows: 4,
                alt: "Three encoder states, one for each French word, are weighted by attention (0.1, 0.8, 0.1) into a context, which the "
                    + "decoder reads with its own state; its state asks the attention."
            )
                .Group(0, 2, 3.5, 2, "encoder")
                .Box("x1", 0.2, 3, "le", Kind.Input)
                .Box("x2", 1.3, 3, "chat", Kind.Input)
                .Box("x3", 2.4, 3, "dort", Kind.Input)
                .Box("h1", 0.2, 2, "h_1", Kind.State)
                .Box("h2", 1.3, 2, "h_2", Kind.State)
                .Box("h3", 2.4, 2, "h_3", Kind.State)
                .Box("att", 1.3, 0.3, "attention: Σ α_i h_i", Kind.Operation, width: 3)
                .Group(4.5, 0, 2.3, 4, "decoder")
                .Box("s", 5.2, 2, "s_t", Kind.State)
                .Box("y", 5.2, 0.8, "ŷ_t = “cat”", Kind.Output)
                .Box("prev", 5.2, 3, "y_{t-1}", Kind.Input)
                .Arrow("x1", "h1")
                .Arrow("x2", "h2")
                .Arrow("x3", "h3")
                .Arrow("h1", "h2")
                .Arrow("h2", "h3")
                .Arrow("h1", "att", "0.1")
                .Arrow("h2", "att", "0.8")
                .Arrow("h3", "att", "0.1")
                .Arrow("att", "s", "context c_t")
                .Arrow("s", "att", "query", dashed: true)
                .Arrow("s", "y")
                .Arrow("prev", "s")
                .Arrow("s", "s", route: Route.Right),
        ["agent"] = () =>
            new Diagram(
                "Agent and environment",
                columns: 4,
                rows: 3,
                alt: "The agent sends an action to the environment, which returns the next state and a reward."
            )
                .Box("agent", 1.5, 0, "agent\nπ(a | s)", Kind.Parameter, width: 2)
                .Box("env", 1.5, 2, "environment", Kind.State, width: 2)
                .Arrow("agent", "env", "action a_t", route: Route.Right)
                .Arrow("env", "agent", "state s_{t+1},\nreward r_{t+1}", route: Route.Left),
        ["gan"] = () =>
            new Diagram(
                "The game of a GAN",
                columns: 7,
                rows: 3,
                alt: "Noise becomes a sample through the generator; the discriminator sees it or a real one "
                    + "and says the probability that it "
                    + "is real. Gradients lead back from the loss through the discriminator to the generator."
            )
                .Box("z", 0, 0, "noise\nz ~ N(0, I)", Kind.Input)
                .Box("G", 1.8, 0, "generator\nG", Kind.Parameter)
                .Box("fake", 3.4, 0, "fake\nG(z)", Kind.Plain)
                .Box("real", 3.4, 1.5, "real\nx", Kind.Input)
                .Box("D", 5, 0.75, "D", Kind.Parameter)
                .Box("loss", 6.4, 0.75, "loss", Kind.Loss)
                .Arrow("z", "G")
                .Arrow("G", "fake")
                .Arrow("fake", "D")
                .Arrow("real", "D")
                .Arrow("D", "loss")
                .Arrow("loss", "D", "gradient of D", dashed: true, route: Route.Under)
                .Arrow("loss", "G", "gradient of G", dashed: true, route: Route.Over),
        ["windows"] = () => Windows(),
        ["confusion"] = () =>
            new Diagram(
                "Four outcomes",
                columns: 5,
                rows: 3,
                alt: "Rows are the true class, columns the predicted one: 90 true positives, 10 false "
                    + "negatives, 30 false positives, 870 true "
                    + "negatives."
            )
                .Label(2, 0, "predicted\npositive")
                .Label(3.5, 0, "predicted\nnegative")
                .Label(0.5, 1, "actually\npositive")
                .Label(0.5, 2, "actually\nnegative")
                .Box("tp", 2, 1, "TP\n90", Kind.Output, width: 1.5, height: 1)
                .Box("fn", 3.5, 1, "FN\n10", Kind.Loss, width: 1.5, height: 1)
                .Box("fp", 2, 2, "FP\n30", Kind.Loss, width: 1.5, height: 1)
                .Box("tn", 3.5, 2, "TN\n870", Kind.Output, width: 1.5, height: 1),
    };

    private static Diagram Windows()
    {
        var diagram = new Diagram(
            "Windows of a series",
            columns: 7,
            rows: 4,
            alt: "A series of seven values. Each window holds four values in a row, and the value after them "
                + "is its target; the next window "
                + "starts one step later."
        );
        for (var t = 0; t < 7; t++)
        {
            diagram.Box($"y{t}", t, 0, $"y_{t + 1}", width: 1, height: 0.6);
        }

        for (var k = 0; k < 3; k++)
        {
            for (var t = k; t < k + 4; t++)
            {
                diagram.Box($"w{k}{t}", t, 1 + k, $"y_{t + 1}", Kind.Input, width: 1, height: 0.6);
            }

            diagram.Box($"t{k}", k + 4.0, 1 + k, $"y_{k + 5}", Kind.Output, width: 1, height: 0.6);
        }

        return diagram.Label(6, 1, "← target");
    }
}
