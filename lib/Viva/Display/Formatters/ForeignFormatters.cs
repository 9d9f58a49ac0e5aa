using System.Reflection;
using Microsoft.DotNet.Interactive.Formatting;
using Viva.Display.Charts;

namespace Viva.Display.Formatters;

/// <summary>
/// Lets .NET Interactive show the charts that a reader makes with Plotly.NET and XPlot.Plotly
/// as it shows the library's own, without network too.
/// </summary>
internal static class ForeignFormatters
{
    private static readonly Lock Gate = new();
    private static readonly HashSet<Type> Registered = [];
    private static bool _watches;

    // To read a chart takes Plotly.NET a tenth of a second, and a host asks for the text right after the HTML.
    [ThreadStatic]
    private static (object Chart, IView View)? _shown;

    /// <summary>Registers the formatters of a charting library as soon as a cell loads it: most notebooks never do.</summary>
    internal static void Register()
    {
        lock (Gate)
        {
            if (_watches)
            {
                return;
            }

            _watches = true;
        }

        AppDomain.CurrentDomain.AssemblyLoad += (_, loaded) => Register(loaded.LoadedAssembly);
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
        {
            Register(assembly);
        }
    }

    // While an assembly is being loaded, to name one of its types would load it a second time: the type comes from the assembly itself.
    private static void Register(Assembly assembly)
    {
        if (ForeignChart.TypeIn(assembly) is not { } type)
        {
            return;
        }

        lock (Gate)
        {
            if (!Registered.Add(type))
            {
                return;
            }
        }

        Formatter.Register(new MimeFormatter<object>(MimeTypes.Html, Html, type));
        Formatter.Register(new MimeFormatter<object>(MimeTypes.Text, Text, type));
        Formatter.SetPreferredMimeTypesFor(type, MimeTypes.Html, MimeTypes.Text);
    }

    private static string Html(object chart)
    {
        IView view = ForeignChart.ToFigure(chart);
        _shown = (chart, view);
        return view.Html;
    }

    private static string Text(object chart)
    {
        var view = _shown is { } shown && ReferenceEquals(shown.Chart, chart) ? shown.View : ForeignChart.ToFigure(chart);
        _shown = null;
        return view.Text;
    }
}
