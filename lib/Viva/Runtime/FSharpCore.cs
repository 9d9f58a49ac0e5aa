using System.Reflection;
using System.Runtime.CompilerServices;

namespace Viva.Runtime;

/// <summary>
/// Finds FSharp.Core, which Plotly.NET and XPlot need, without bringing a second copy into a notebook kernel that has one.
/// </summary>
internal static class FSharpCore
{
    private const string Name = "FSharp.Core";

    // A notebook calls no method of the library first: the handler must be there before the first chart type is loaded.
#pragma warning disable CA2255
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Register() => AppDomain.CurrentDomain.AssemblyResolve += (_, args) => Resolve(args.Name);

    internal static Assembly? Resolve(string fullName)
    {
        if (new AssemblyName(fullName).Name != Name)
        {
            return null;
        }

        if (AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(a => a.GetName().Name == Name) is { } loaded)
        {
            return loaded;
        }

        var folder = Path.GetDirectoryName(typeof(FSharpCore).Assembly.Location);
        var file = Path.Combine(folder ?? "", "fsharp", Name + ".dll");
        return File.Exists(file) ? Assembly.LoadFrom(file) : null;
    }
}
