using Viva.Display.Charts;
using static TorchSharp.torch;

namespace Viva.Tests.Display;

/// <summary>One figure of each kind.</summary>
internal static class Samples
{
    private static readonly double[] Epochs = [1, 2, 3, 4, 5];

    public static readonly Dictionary<string, Func<Figure>> Figures = new()
    {
        ["line"] = () => Plot.Line([1.0, double.NaN, 3, double.PositiveInfinity, 2], "A line", "step", "value"),
        ["lines"] = () =>
            Plot.Lines(
                [new("training", Epochs, [2, 1, 0.5, 0.3, 0.2]), new("validation", Epochs, [2.1, 1.2, 0.8, 0.7, 0.75])],
                "Loss",
                "epoch",
                "loss (nats)"
            ),
        ["log"] = () => Plot.Line([1, 10, 100], [0, 0.1, 100.0], logX: true, logY: true),
        ["band"] = () =>
            Plot.Lines([
                new("mean", Epochs, [1, 2, 3, 2, 1])
                {
                    Low = [0, 1, double.NaN, 1, 0],
                    High = [2, 3, 4, 3, 2],
                    Error = [0.1, 0.1, 0.1, 0.1, 0.1],
                },
            ]),
        ["scatter"] = () =>
            Plot.Scatter([new("a", [1, 2], [3, 4]), new("b", [2, 3], [1, 1])], "Groups", lines: [new("fit", [0, 4], [0, 4])]),
        ["bar"] = () => Plot.Bar(["a & b", "<c>"], [1, -2], [0.1, 0.2], "Bars", "letter", "value"),
        ["bars"] = () => Plot.GroupedBar(["2019", "2020"], [new("p", [1, 2]), new("r", [2, 1])]),
        ["histogram"] = () => Plot.Histogram([1, 2, 2, 3, 3, 3], 3, "Histogram", "x"),
        ["histograms"] = () => Plot.Histogram([new Series("a", [1, 2, 3]), new Series("b", [2, double.NaN])], 4),
        ["constant"] = () => Plot.Histogram([5.0, 5, 5]),
        ["heat map"] = () =>
            Plot.HeatMap(
                new[,]
                {
                    { 1, -0.5 },
                    { double.NaN, 2 },
                },
                ["a", "b"],
                ["c", "d"],
                "Heat",
                diverging: true
            ),
        ["contour"] = () =>
            Plot.Contour((x, y) => (x * x) + y, (-1, 1), (0, 2), "Bowl", "x", "y", over: [new Series("path", [0, 1], [1, 0])]),
        ["confusion"] = () =>
            Plot.ConfusionMatrix(
                new long[,]
                {
                    { 5, 1 },
                    { 0, 6 },
                },
                ["no", "yes"]
            ),
        ["images"] = () => Plot.Images(ones(3, 1, 4, 4), ["a", "b", "<c>"], title: "Images"),
        ["grid"] = () => Plot.Grid("Both", Plot.Line([1.0, 2]), Plot.Bar(["a"], [1])),
        ["slides"] = () =>
            Plot.Slides(
                "Growth",
                "day",
                ("1", Plot.Scatter([1], [2], "A point", xRange: (0, 4), yRange: (0, 4))),
                ("2 & 3", Plot.Bar(["a"], [1]))
            ),
        ["empty range"] = () => Plot.Line([0.0, 0]),
    };
}
