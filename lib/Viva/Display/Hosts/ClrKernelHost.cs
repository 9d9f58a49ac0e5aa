using System.Collections;
using System.Linq.Expressions;
using System.Reflection;
using Viva.Display.Charts;

namespace Viva.Display.Hosts;

/// <summary>
/// ClrKernel, by reflection. It ignores the formatter attribute, so the library's types are registered with it when the library starts.
/// </summary>
internal sealed class ClrKernelHost(MethodInfo display, MethodInfo update) : IDisplayHost
{
    private const string Name = "ClrKernel.Core.Primitives";
    private static Type? _registered;

    internal static ClrKernelHost? Find(IEnumerable<Assembly>? among = null) =>
        DisplayHost.LoadedType(Name, Name + ".DisplayValues", among) is { } values
            ? new ClrKernelHost(
                DisplayHost.Required(
                    values,
                    "DisplayHtml",
                    method => method.GetParameters() is [var only] && only.ParameterType == typeof(object)
                ),
                DisplayHost.Required(values, "UpdateHtml", method => method.GetParameters().Length == 2)
            )
            : null;

    public void Display(object value) => display.Invoke(null, [Html(value)]);

    public (Action<object> Update, Action? Finish) DisplayLive(object value, Action flush)
    {
        var cell = display.Invoke(null, [Html(value)]);
        return (next => update.Invoke(null, [cell, Html(next)]), null);
    }

    /// <summary>
    /// Registers the library's types with ClrKernel's formatters, once, if ClrKernel runs this process. The newest registration shadows the
    /// default for all types, so values of other types go on to the one that was there.
    /// </summary>
    internal static void RegisterFormatters(IEnumerable<Assembly>? among = null)
    {
        if (DisplayHost.LoadedType(Name, Name + ".DisplayFormatters", among) is not { } formatters || formatters == _registered)
        {
            return;
        }

        var assembly = formatters.Assembly;
        var input = assembly.GetType(Name + ".DisplayObject", throwOnError: true)!;
        var html = assembly.GetType(Name + ".DisplayHtml", throwOnError: true)!;
        var displayValue = assembly.GetType(Name + ".IDisplayValue", throwOnError: true)!;
        var signature = typeof(Func<,>).MakeGenericType(displayValue, displayValue);

        Delegate? previous = null;
        foreach (var entry in (IEnumerable)formatters.GetProperty("Formatters")!.GetValue(null)!)
        {
            var type = entry.GetType();
            if (
                Equals(type.GetProperty("InputType")!.GetValue(entry), input)
                && Equals(type.GetProperty("OutputType")!.GetValue(entry), html)
            )
            {
                previous = (Delegate)type.GetProperty("Format")!.GetValue(entry)!;
            }
        }

        // value => IsOurs(value.Value) ? new DisplayHtml(Html(value.Value)) : previous(value), built
        // as an expression because the types are known only now.
        var parameter = Expression.Parameter(displayValue);
        var wrapped = Expression.Property(parameter, displayValue.GetProperty("Value")!);
        var constructor = html.GetConstructor([typeof(string)]) ?? throw new MissingMethodException(html.FullName, ".ctor");
        var ours = Expression.Convert(Expression.New(constructor, Expression.Call(HtmlMethod, wrapped)), displayValue);
        var theirs = previous is null
            ? (Expression)Expression.Convert(Expression.New(constructor, Expression.Call(HtmlMethod, wrapped)), displayValue)
            : Expression.Invoke(Expression.Constant(previous, signature), parameter);
        var format = Expression
            .Lambda(signature, Expression.Condition(Expression.Call(IsOursMethod, wrapped), ours, theirs), parameter)
            .Compile();
        DisplayHost
            .Required(formatters, "Register", method => !method.IsGenericMethod && method.GetParameters().Length == 3)
            .Invoke(null, [input, html, format]);
        _registered = formatters;
    }

    private static MethodInfo HtmlMethod { get; } =
        typeof(ClrKernelHost).GetMethod(nameof(Html), BindingFlags.Static | BindingFlags.NonPublic)!;

    private static MethodInfo IsOursMethod { get; } =
        typeof(ClrKernelHost).GetMethod(nameof(IsOurs), BindingFlags.Static | BindingFlags.NonPublic)!;

    private static bool IsOurs(object? value) => value is IView || ForeignChart.Is(value);

    private static string Html(object? value) =>
        value switch
        {
            IView view => view.Html,
            null => "",
            _ when ForeignChart.Is(value) => ((IView)ForeignChart.ToFigure(value)).Html,
            _ => $"<pre>{HtmlText.Encode(value.ToString())}</pre>",
        };
}
