using System.Reflection;

namespace Viva.Display;

/// <summary>Finds, at run time and without a reference to any of them, the host that runs the cell.</summary>
internal static class DisplayHost
{
    private static readonly ConsoleHost Console = new();

    /// <summary>Viva's own session, else .NET Interactive, else ClrKernel, else the console.</summary>
    internal static IDisplayHost Current =>
        SessionHost.Find() ?? InteractiveHost.Find() ?? ClrKernelHost.Find() ?? (IDisplayHost)Console;

    /// <summary>What a host must be told before the first value is shown; without effect in one that needs nothing.</summary>
    internal static void Start()
    {
        try
        {
            ClrKernelHost.RegisterFormatters();
        }
        catch (Exception exception) when (exception is MissingMemberException or TypeLoadException or InvalidOperationException)
        {
            // A ClrKernel of another shape: it shows our values as their text.
        }
    }

    /// <summary>A type of an assembly that is loaded already; null when it is not.</summary>
    internal static Type? LoadedType(string assembly, string type)
    {
        // Newest first: should a kernel hold two copies, the later one runs the cell.
        foreach (var candidate in AppDomain.CurrentDomain.GetAssemblies().Reverse())
        {
            if (!candidate.IsDynamic && candidate.GetName().Name == assembly && candidate.GetType(type) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>The text of a value: its own, or what it prints.</summary>
    internal static string TextOf(object value) => value is IView view ? view.Text : value.ToString() ?? "";

    internal static MethodInfo Required(Type type, string name, Func<MethodInfo, bool> matches) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance).FirstOrDefault(method => method.Name == name && matches(method))
        ?? throw new MissingMethodException(type.FullName, name);
}
