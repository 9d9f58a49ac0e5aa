using System.Globalization;
using System.Text;
using Viva.Display;
using Viva.Display.Charts;

namespace Viva.Training;

/// <summary>
/// Learning curves as a small static drawing. It is replaced several times a second while a model trains, where
/// a chart that a script draws again each time would flicker.
/// </summary>
internal static class CurveSketch
{
    private const int Width = 340;
    private const int Height = 150;
    private const int Left = 46;
    private const int Right = 10;
    private const int Top = 22;
    private const int Bottom = 22;

    /// <summary>Loss and, where it was measured, accuracy; empty before the second epoch.</summary>
    public static string Html(History history, int epochs)
    {
        if (history.Epochs.Count < 2)
        {
            return "";
        }

        var loss = Panel("loss", "0.000", epochs, history.TrainLoss, history.ValidationLoss);
        var accuracy = history.TrainAccuracy.Any(double.IsFinite)
            ? Panel("accuracy", "0.0%", epochs, history.TrainAccuracy, history.ValidationAccuracy)
            : "";
        return $"<div style=\"display:flex;flex-wrap:wrap;gap:0 1em\">{loss}{accuracy}</div>";
    }

    private static string Panel(string name, string format, int epochs, double[] training, double[] validation)
    {
        var values = training.Concat(validation).Where(double.IsFinite).ToArray();
        if (values.Length == 0)
        {
            return "";
        }

        var (low, high) = (values.Min(), values.Max());
        if (high - low < 1e-9)
        {
            (low, high) = (low - 0.5, high + 0.5);
        }

        var svg = new StringBuilder();
        svg.Append(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"<svg viewBox=\"0 0 {Width} {Height}\" width=\"{Width}\" height=\"{Height}\" role=\"img\" "
                        + $"aria-label=\"{name} by epoch\" "
                )
            )
            .Append("style=\"font:11px sans-serif;max-width:100%\" fill=\"currentColor\">");
        svg.Append(
            FormattableString.Invariant(
                $"<path d=\"M{Left} {Top}V{Height - Bottom}H{Width - Right}\" fill=\"none\" stroke=\"currentColor\" stroke-opacity=\".5\"/>"
            )
        );
        Text(Left - 4, Top + 4, "end", HtmlText.Number(high, format));
        Text(Left - 4, Height - Bottom + 4, "end", HtmlText.Number(low, format));
        Text(Left, Height - 6, "middle", "1");
        Text(Width - Right, Height - 6, "end", FormattableString.Invariant($"epoch {epochs}"));
        Text(Left, 12, "start", name);
        Curve(training, 0, "training", 110);
        Curve(validation, 1, "validation", 200);
        return svg.Append("</svg>").ToString();

        void Text(double x, double y, string anchor, string text) =>
            svg.Append(FormattableString.Invariant($"<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{text}</text>"));

        void Curve(double[] curve, int index, string label, int legend)
        {
            if (!curve.Any(double.IsFinite))
            {
                return;
            }

            var stroke =
                $"fill=\"none\" stroke=\"{Palette.Color(index)}\" stroke-width=\"2\"{(index == 0 ? "" : " stroke-dasharray=\"5 3\"")}";
            svg.Append(FormattableString.Invariant($"<path d=\"M{legend} 8h22\" {stroke}/>"));
            Text(legend + 26, 12, "start", label);
            var points = curve
                .Select(
                    (value, i) =>
                        (
                            X: Left + ((Width - Left - Right) * i / (double)Math.Max(1, epochs - 1)),
                            Y: Top + ((Height - Top - Bottom) * (high - value) / (high - low))
                        )
                )
                .Where(point => double.IsFinite(point.Y));
            svg.Append("<polyline points=\"")
                .AppendJoin(' ', points.Select(point => FormattableString.Invariant($"{point.X:0.#},{point.Y:0.#}")))
                .Append("\" ")
                .Append(stroke)
                .Append("/>");
        }
    }
}
