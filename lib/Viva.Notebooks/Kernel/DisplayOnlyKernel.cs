using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;
using InteractiveKernel = Microsoft.DotNet.Interactive.Kernel;

namespace Viva.Notebooks.Kernel;

/// <summary>
/// A kernel whose cells are not run but put into the page, as the front ends do with <c>#!javascript</c> and <c>#!mermaid</c>.
/// </summary>
/// <param name="name">The kernel's name.</param>
/// <param name="formats">What a cell shows: its representations by MIME type.</param>
internal sealed class DisplayOnlyKernel(string name, Func<string, FormattedValue[]> formats)
    : InteractiveKernel(name),
        IKernelCommandHandler<SubmitCode>
{
    Task IKernelCommandHandler<SubmitCode>.HandleAsync(SubmitCode command, KernelInvocationContext context)
    {
        var code = command.Code.Trim();
        context.Publish(new DisplayedValueProduced(code, command, formats(code), Guid.NewGuid().ToString("n")));
        return Task.CompletedTask;
    }
}
