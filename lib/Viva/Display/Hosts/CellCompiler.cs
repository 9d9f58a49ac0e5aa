using System.Reflection;
using Microsoft.DotNet.Interactive;

namespace Viva.Display.Hosts;

/// <summary>
/// How .NET Interactive compiles the reader's cells. The kernel has no settings for it, so this reaches for a field of its own; a kernel
/// built differently is left as it is.
/// </summary>
internal static class CellCompiler
{
    private const string KernelType = "Microsoft.DotNet.Interactive.CSharp.CSharpKernel";

    // Higher levels add warnings that no reader has caused: CS1701 about two versions of a system assembly that a package was built with.
    private const int SevereOnly = 1;

    // Roslyn's OptimizationLevel.Release. Loops written out in cells run two to eight times faster than with the kernel's Debug.
    private const int Release = 1;

    /// <summary>From the next cell on, shows only severe warnings and compiles for speed.</summary>
    internal static void SetUp(Kernel? kernel)
    {
        if (
            kernel?.GetType() is not { FullName: KernelType } type
            || type.GetField("_scriptOptions", BindingFlags.Instance | BindingFlags.NonPublic) is not { } field
            || field.GetValue(kernel) is not { } options
        )
        {
            return;
        }

        foreach (var (name, value) in new[] { ("WithWarningLevel", SevereOnly), ("WithOptimizationLevel", Release) })
        {
            if (
                field.FieldType.GetMethods().FirstOrDefault(method => method.Name == name) is { } with
                && with.ReturnType == field.FieldType
                && with.GetParameters() is [{ ParameterType: var parameter }]
                && (parameter == typeof(int) || parameter.IsEnum)
                && with.Invoke(options, [parameter.IsEnum ? Enum.ToObject(parameter, value) : value]) is { } changed
            )
            {
                options = changed;
            }
        }

        field.SetValue(kernel, options);
    }
}
