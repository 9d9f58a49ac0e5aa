using System.Reflection;

namespace Viva.Display;

/// <summary>
/// Microsoft's .NET Interactive, by reflection. <c>KernelInvocationContextExtensions.Display</c> is the one call whose result updates in
/// place in its last version.
/// </summary>
internal sealed class InteractiveHost(object context, Type contextType, MethodInfo display) : IDisplayHost
{
    private const string Name = "Microsoft.DotNet.Interactive";

    internal static InteractiveHost? Find(IEnumerable<Assembly>? among = null)
    {
        if (DisplayHost.LoadedType(Name, Name + ".KernelInvocationContext", among) is not { } contextType
            || contextType.GetProperty("Current", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) is not { } context
            || contextType.Assembly.GetType(Name + ".KernelInvocationContextExtensions") is not { } extensions)
            return null;

        var display = DisplayHost.Required(extensions, "Display", method =>
            method.GetParameters() is [var first, var second, var third]
            && first.ParameterType == contextType && second.ParameterType == typeof(object) && third.ParameterType == typeof(string[]));
        return new InteractiveHost(context, contextType, display);
    }

    public void Display(object value) => display.Invoke(null, [context, value, Array.Empty<string>()]);

    public (Action<object> Update, Action? Finish) DisplayLive(object value, Action flush)
    {
        var shown = display.Invoke(null, [context, value, Array.Empty<string>()])!;
        var update = DisplayHost.Required(shown.GetType(), "Update", method => method.GetParameters() is [var only] && only.ParameterType == typeof(object));

        // An update after the cell has ended is dropped, so the waiting ones go out just before.
        if (contextType.GetMethod("OnComplete") is { } onComplete && onComplete.GetParameters() is [var callback]
            && callback.ParameterType == typeof(Action<>).MakeGenericType(contextType))
        {
            Action<object> atEnd = _ => flush();
            onComplete.Invoke(context, [Delegate.CreateDelegate(callback.ParameterType, atEnd.Target, atEnd.Method)]);
        }

        return (next => update.Invoke(shown, [next]), null);
    }
}
