namespace Viva.Display.Formatters;

/// <summary>The MIME types that the library's values are shown as.</summary>
internal static class MimeTypes
{
    internal const string Html = "text/html";
    internal const string Text = "text/plain";
    internal const string Result = "application/vnd.viva.result+json";
    internal const string Claim = "application/vnd.viva.claim+json";
    internal const string Check = "application/vnd.viva.check+json";
    internal const string Data = "application/vnd.viva.data+json";
    internal const string Figure = "application/vnd.viva.figure+json";
}
