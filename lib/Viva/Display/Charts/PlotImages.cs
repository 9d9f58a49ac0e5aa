using System.Text;
using SkiaSharp;
using static TorchSharp.torch;

namespace Viva.Display.Charts;

public static partial class Plot
{
    /// <summary>
    /// Pictures in a grid, each with its caption. They are PNG data inside the HTML, so they show without scripts and without a network.
    /// </summary>
    /// <param name="images">Shape (n, h, w), (n, 1, h, w) or, in colour, (n, 3, h, w); values from 0 (black) to 1.</param>
    /// <param name="captions">One for each picture, or none.</param>
    /// <param name="columns">Pictures in a row where there is room; by default up to ten, so that the rows are as even as can be.</param>
    /// <param name="title">Above the grid.</param>
    /// <param name="alternativeText">Of the grid; a picture's own is its caption.</param>
    /// <param name="size">Width of a picture on the page in pixels; by default what suits its resolution.</param>
    /// <exception cref="ArgumentException">The tensor has another shape or no picture, or the captions are not as many.</exception>
    public static Figure Images(
        Tensor images,
        IEnumerable<string>? captions = null,
        int? columns = null,
        string? title = null,
        string? alternativeText = null,
        int? size = null
    )
    {
        ArgumentNullException.ThrowIfNull(images);
        var shape = images.shape;
        var fits = shape.Length == 3 || (shape.Length == 4 && shape[1] is 1 or 3);
        if (!fits || shape.Contains(0))
        {
            throw new ArgumentException(
                $"Images have the shape (n, h, w), (n, 1, h, w) or (n, 3, h, w); this tensor has ({string.Join(", ", shape)}).",
                nameof(images)
            );
        }

        var count = (int)shape[0];
        var texts = captions?.ToArray();
        if (texts is not null && texts.Length != count)
        {
            throw new ArgumentException($"There are {count} images and {texts.Length} captions.", nameof(captions));
        }

        if (columns is < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(columns), columns, "At least one column is needed.");
        }

        var (height, width) = ((int)shape[^2], (int)shape[^1]);
        const int Page = 736;
        const int Gap = 8;
        var across = columns ?? EvenColumns(count);
        var widest = Math.Max(48, (Page + Gap) / across - Gap);
        var pixels = size ?? Math.Clamp(width < 84 ? width * (84 / width) : width, 32, widest);
        using var scope = NewDisposeScope();
        var channels = shape.Length == 4 ? (int)shape[1] : 1;
        var bytes = (images.detach().to(float32).cpu().nan_to_num(0).clamp(0, 1) * 255)
            .round()
            .to(uint8)
            .reshape(count, channels, height, width)
            .permute(0, 2, 3, 1)
            .contiguous()
            .data<byte>()
            .ToArray();

        var html = new StringBuilder(
            "<div style=\"display:grid;grid-template-columns:repeat(auto-fill,minmax("
                + $"{pixels}px,1fr));gap:{Gap}px;max-width:{(across * (pixels + Gap)) - Gap}px\">"
        );
        for (var i = 0; i < count; i++)
        {
            var png = Convert.ToBase64String(
                Png(bytes.AsSpan(i * channels * height * width, channels * height * width), width, height, channels)
            );
            var caption = texts?[i] ?? "";
            html.Append(
                $"<figure style=\"margin:0;text-align:center;width:{pixels}px\"><img alt=\""
                    + $"{HtmlText.Encode(caption.Length > 0 ? caption : $"Image {i + 1}")}\" width=\"{pixels}\" "
                    + $"src=\"data:image/png;base64,{png}\" "
                    + $"style=\"image-rendering:{(pixels > width ? "pixelated" : "auto")};display:block;max-width:100%\">"
            );
            if (caption.Length > 0)
            {
                html.Append(
                    $"<figcaption style=\"font-size:85%;line-height:1.25;overflow-wrap:anywhere\">{HtmlText.Encode(caption)}</figcaption>"
                );
            }

            html.Append("</figure>");
        }

        html.Append("</div>");
        var text = Describe
            .Start(count == 1 ? "An image" : $"{count} images", title)
            .Append($" {width} by {height} pixels{(count > 1 ? " each" : "")}.");
        if (texts is not null)
        {
            text.Append(" Captions: ").AppendJoin("; ", texts.Take(20)).Append(count > 20 ? $"; and {count - 20} more." : ".");
        }

        return Figure.OfHtml(title, alternativeText ?? text.ToString(), html.ToString());
    }

    /// <summary>Of five to ten columns those that leave the fewest places empty in the last row; the most of them.</summary>
    internal static int EvenColumns(int count) =>
        count <= 10 ? count : Enumerable.Range(5, 6).Reverse().MinBy(columns => (columns - (count % columns)) % columns);

    private static byte[] Png(ReadOnlySpan<byte> pixels, int width, int height, int channels)
    {
        using var bitmap = new SKBitmap(
            new SKImageInfo(width, height, channels == 1 ? SKColorType.Gray8 : SKColorType.Rgba8888, SKAlphaType.Opaque)
        );
        var target = bitmap.GetPixelSpan();
        var row = bitmap.RowBytes;
        for (var y = 0; y < height; y++)
        {
            if (channels == 1)
            {
                pixels.Slice(y * width, width).CopyTo(target[(y * row)..]);
                continue;
            }

            for (var x = 0; x < width; x++)
            {
                pixels.Slice(((y * width) + x) * 3, 3).CopyTo(target[((y * row) + (x * 4))..]);
                target[(y * row) + (x * 4) + 3] = 255;
            }
        }

        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
