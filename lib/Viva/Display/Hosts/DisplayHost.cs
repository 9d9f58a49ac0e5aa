using System.Reflection;
using Viva.Display.Charts;

namespace Viva.Display.Hosts;

/// <summary>Finds, at run time, the host that runs the cell.</summary>
internal static class DisplayHost
{
    private static readonly ConsoleHost Console = new();
    private static readonly AsyncLocal<IDisplayHost?> Chosen = new();

    /// <summary>The host that <see cref="Use"/> chose, else .NET Interactive, else ClrKernel, else the console.</summary>
    internal static IDisplayHost Current => Chosen.Value ?? InteractiveHost.Find() ?? ClrKernelHost.Find() ?? (IDisplayHost)Console;

    /// <summary>Lets a host show what this flow of control displays, until the result is disposed.</summary>
    internal static IDisposable Use(IDisplayHost host)
    {
        var end = new EndOfUse(Chosen.Value);
        Chosen.Value = host;
        return end;
    }

    /// <summary>A notebook starts: tells the host what it must know before the first value is shown.</summary>
    internal static void Start()
    {
        PlotlyScript.Reset();
        InteractiveHost.Start();
        try
        {
            ClrKernelHost.RegisterFormatters();
        }
        catch (Exception exception) when (exception is MissingMemberException or TypeLoadException or InvalidOperationException)
        {
            // A ClrKernel built differently: it shows the library's values as text.
        }
    }

    /// <summary>A type of an assembly that is loaded already; null when it is not.</summary>
    /// <param name="assembly">The assembly's simple name.</param>
    /// <param name="type">The type's full name.</param>
    /// <param name="among">Where to look; by default every assembly that stays loaded, as a kernel does.</param>
    internal static Type? LoadedType(string assembly, string type, IEnumerable<Assembly>? among = null) =>
        (among ?? AppDomain.CurrentDomain.GetAssemblies().Where(candidate => !candidate.IsCollectible))
            .Where(candidate => candidate.GetName().Name == assembly)
            .Select(candidate => candidate.GetType(type))
            .FirstOrDefault(found => found is not null);

    internal static MethodInfo Required(Type type, string name, Func<MethodInfo, bool> matches) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance)
            .FirstOrDefault(method => method.Name == name && matches(method))
        ?? throw new MissingMethodException(type.FullName, name);

    private sealed class EndOfUse(IDisplayHost? outer) : IDisposable
    {
        public void Dispose() => Chosen.Value = outer;
    }
}
