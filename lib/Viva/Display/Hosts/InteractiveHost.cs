using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;
using Viva.Display.Formatters;

namespace Viva.Display.Hosts;

/// <summary>Microsoft's .NET Interactive, which runs the cells in VS Code, in Jupyter and in this project's own runner.</summary>
internal sealed class InteractiveHost(KernelInvocationContext context) : IDisplayHost
{
    /// <summary>The host of the cell that this flow of control belongs to; null outside a cell.</summary>
    internal static InteractiveHost? Find() => KernelInvocationContext.Current is { } context ? new InteractiveHost(context) : null;

    /// <summary>
    /// Called when a notebook starts, in this kernel or outside it: shows readers' own charts and sets how their cells are compiled.
    /// </summary>
    internal static void Start()
    {
        if (KernelInvocationContext.Current is not { } context)
        {
            return;
        }

        CellCompiler.SetUp(context.HandlingKernel);
        ForeignFormatters.Register();
    }

    public void Display(object value) => context.Display(value);

    public (Action<object> Update, Action? Finish) DisplayLive(object value, Action flush)
    {
        // A plain string has no HTML, but a later value may have.
        var shown = context.Display(Formatted(value), MimeTypes.Html, MimeTypes.Text);

        // An update after the cell has ended is dropped, so the waiting ones go out just before.
        context.OnComplete(_ => flush());
        return (Update, null);

        // DisplayedValue.Update would ask for the current cell; a thread of another flow has none, and neither has one after the cell ends.
        void Update(object next) =>
            context.Publish(
                new DisplayedValueUpdated(
                    next,
                    shown.DisplayId,
                    context.Command,
                    FormattedValue.CreateManyFromObject(Formatted(next), MimeTypes.Html, MimeTypes.Text)
                )
            );
    }

    private static object Formatted(object value) => value is string text ? Markup.OfText(text) : value;
}
