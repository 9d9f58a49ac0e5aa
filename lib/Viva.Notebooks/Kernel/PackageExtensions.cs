using System.Collections.Concurrent;
using System.Runtime.Loader;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Events;
using Viva.Notebooks.Documents;

namespace Viva.Notebooks.Kernel;

/// <summary>
/// Loads what a package from <c>#r "nuget: ..."</c> provides for notebooks, as the official tool does: assemblies with an
/// <see cref="IKernelExtension"/> and a script <c>extension.dib</c>, in its folder <c>interactive-extensions/dotnet</c>.
/// </summary>
internal static class PackageExtensions
{
    public static void Use(CompositeKernel kernel)
    {
        var added = new ConcurrentQueue<string>();
        var seen = new ConcurrentDictionary<string, bool>();
        kernel.RegisterForDisposal(
            kernel.KernelEvents.Subscribe(
                new KernelObserver(happened =>
                {
                    if (happened is PackageAdded { PackageReference.PackageRoot: { } root } && seen.TryAdd(root, true))
                    {
                        added.Enqueue(root);
                    }
                })
            )
        );
        kernel.AddMiddleware(
            async (command, context, next) =>
            {
                await next(command, context).ConfigureAwait(false);
                while (added.TryDequeue(out var root))
                {
                    var folder = Path.Combine(root, "interactive-extensions", "dotnet");
                    if (Directory.Exists(folder))
                    {
                        await LoadAsync(kernel, context, folder).ConfigureAwait(false);
                    }
                }
            }
        );
    }

    private static async Task LoadAsync(CompositeKernel kernel, KernelInvocationContext context, string folder)
    {
        foreach (var file in Directory.GetFiles(folder, "*.dll"))
        {
            foreach (var type in AssemblyLoadContext.Default.LoadFromAssemblyPath(file).ExportedTypes)
            {
                if (type.IsAbstract || type.IsGenericTypeDefinition || !typeof(IKernelExtension).IsAssignableFrom(type))
                {
                    continue;
                }

                await ((IKernelExtension)Activator.CreateInstance(type)!).OnLoadAsync(kernel).ConfigureAwait(false);
            }
        }
        var script = Path.Combine(folder, "extension.dib");
        if (!File.Exists(script))
        {
            return;
        }

        foreach (var cell in NotebookDocument.Read(script).Cells.Where(cell => cell.Kind == CellKind.Code))
        {
            await kernel
                .SendAsync(new Microsoft.DotNet.Interactive.Commands.SubmitCode(cell.Source, cell.KernelName ?? "csharp"))
                .ConfigureAwait(false);
        }
    }
}
