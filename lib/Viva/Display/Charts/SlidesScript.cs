namespace Viva.Display.Charts;

/// <summary>The script that turns the pictures of a slider's figure into a slider; without it they stand side by side.</summary>
internal static class SlidesScript
{
    private static readonly Lazy<string> Script = new(() => $"<script>{PlotlyScript.ReadPacked("slides.js")}</script>");

    /// <summary>The script, to stand after the figure.</summary>
    internal static string Text => Script.Value;
}
