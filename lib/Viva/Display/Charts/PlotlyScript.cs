using System.IO.Compression;
using System.Reflection;
using System.Text.Json;
using Viva.Display.Hosts;

namespace Viva.Display.Charts;

/// <summary>
/// How a figure gets plotly.js: from the network once a page or, when <c>VIVA_OFFLINE=1</c>, from the copy inside Plotly.NET, which the
/// session's first figure carries for all.
/// </summary>
internal static class PlotlyScript
{
    internal const string CarrierType = "application/vnd.viva.plotly+gzip";

    private const string Version = "2.28.0";

    // SHA-384 of plotly.min.js 2.28.0; the copy in Plotly.NET 6.0.0 and the one in the npm package plotly.js-dist-min are the same bytes.
    internal const string Integrity = "sha384-53bFwj3AXyrFzPyqXWI5rZuuEa3GbWeuLmgC04XqmiE7CairskQMPvcdXh+OLuir";

    private static readonly string[] Addresses =
    [
        $"https://cdn.plot.ly/plotly-{Version}.min.js",
        $"https://cdn.jsdelivr.net/npm/plotly.js-dist-min@{Version}/plotly.min.js",
    ];

    private static readonly Lazy<string> Script = new(ReadScript);
    private static readonly Lazy<string> Library = new(ReadLibrary);
    private static readonly Lock CarrierLock = new();
    private static string? _carrier;

    /// <summary>The script that draws the page's figures, to stand after a figure.</summary>
    internal static string Loader(bool offline)
    {
        var urls = offline ? "[]" : JsonSerializer.Serialize(Addresses);
        var failed = offline
            ? "The interactive chart needs plotly.js, and the output that carried it has been cleared: run all cells again."
            : "The interactive chart needs plotly.js, which could not be loaded: no network? "
                + "Run with VIVA_OFFLINE=1 to keep it inside the notebook.";
        var script = Script
            .Value.Replace("URLS", urls, StringComparison.Ordinal)
            .Replace("FAILED", JsonSerializer.Serialize(failed), StringComparison.Ordinal);
        return $"<script>{script}</script>";
    }

    /// <summary>
    /// plotly.js itself, for the page, when offline and no figure has brought it; else empty. The figure that brought it brings it again
    /// when it is shown again: its cell was probably run again, and the first copy is gone.
    /// </summary>
    internal static string Carrier(string figure, bool offline)
    {
        if (!offline)
        {
            return "";
        }

        lock (CarrierLock)
        {
            _carrier ??= figure;
            if (_carrier != figure)
            {
                return "";
            }
        }

        return $"<script type=\"{CarrierType}\">{Library.Value}</script>";
    }

    /// <summary>
    /// Lets an output of its own carry plotly.js, when offline and nothing carries it: before
    /// a live output, whose every update would carry it.
    /// </summary>
    internal static void CarryBeforeLive(IDisplayHost host, bool offline)
    {
        lock (CarrierLock)
        {
            if (!offline || _carrier is not null)
            {
                return;
            }
        }

        if (Carrier("", offline) is { Length: > 0 } script)
        {
            host.Display(new Markup(script, ""));
        }
    }

    /// <summary>Forgets which figure carries plotly.js: the notebook starts again.</summary>
    internal static void Reset()
    {
        lock (CarrierLock)
        {
            _carrier = null;
        }
    }

    /// <summary>A script of the library without comments, indentation and line ends.</summary>
    internal static string ReadPacked(string name)
    {
        using var stream = Open(typeof(PlotlyScript).Assembly, "Viva.Display.Charts." + name);
        using var reader = new StreamReader(stream);
        return string.Concat(
            reader.ReadToEnd().Split('\n').Select(line => line.Trim()).Where(line => !line.StartsWith("//", StringComparison.Ordinal))
        );
    }

    private static string ReadScript() =>
        ReadPacked("figure.js")
            .Replace("INTEGRITY", Integrity, StringComparison.Ordinal)
            .Replace("PALETTE", JsonSerializer.Serialize(Palette.Colors), StringComparison.Ordinal);

    private static string ReadLibrary()
    {
        using var stream = Open(typeof(Plotly.NET.GenericChart).Assembly, $"Plotly.NET.plotly-{Version}.min.js");
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            stream.CopyTo(gzip);
        }

        return Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
    }

    private static Stream Open(Assembly assembly, string name) =>
        assembly.GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"{assembly.GetName().Name} {assembly.GetName().Version} lacks its resource {name}.");
}
