using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Host.Mef;

namespace Viva.Notebooks.Analysis;

/// <summary>
/// The compiler's services. Those of an editor, completion and the like, are left out: nobody asks for them
/// here, and finding them takes as long as all the others.
/// </summary>
internal static class CompilerHost
{
    /// <summary>The services.</summary>
    public static MefHostServices Services { get; } =
        MefHostServices.Create([typeof(Workspace).Assembly, Assembly.Load("Microsoft.CodeAnalysis.CSharp.Workspaces")]);

    /// <summary>Has every workspace that asks for the default services, as the kernel's does, take these.</summary>
    public static void UseEverywhere()
    {
        // There is no setter. Another version of the compiler, in which the field has another name, starts more slowly.
        typeof(MefHostServices)
            .GetField("<DefaultHost>k__BackingField", BindingFlags.Static | BindingFlags.NonPublic)
            ?.SetValue(null, Services);
    }
}
