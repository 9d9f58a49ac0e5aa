using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Viva.Notebooks.Documents;
using InteractiveKernel = Microsoft.DotNet.Interactive.Kernel;

namespace Viva.Notebooks.Kernel;

/// <summary>Stands in for a language of .NET Interactive that does not run here, and says so when a cell uses it.</summary>
internal sealed class UnsupportedLanguageKernel : InteractiveKernel, IKernelCommandHandler<SubmitCode>, IKernelCommandHandler<SendValue>
{
    private readonly string _language;

    private UnsupportedLanguageKernel(string name, string language)
        : base(name)
    {
        _language = language;
        KernelInfo.LanguageName = language;
        this.UseValueSharing();
    }

    /// <summary>Adds one for each such language.</summary>
    public static void AddAll(CompositeKernel kernel)
    {
        foreach (var (name, language, aliases) in KernelNames.Others)
        {
            kernel.Add(new UnsupportedLanguageKernel(name, language), aliases);
        }
    }

    /// <summary>The message for a cell in a language that does not run here.</summary>
    public static string Refusal(string language) =>
        $"The cell is written in {language}, but only C# runs here: rewrite it in C#, "
        + "or open the notebook in VS Code or Jupyter with the official tool.";

    Task IKernelCommandHandler<SubmitCode>.HandleAsync(SubmitCode command, KernelInvocationContext context) => Refuse(command, context);

    Task IKernelCommandHandler<SendValue>.HandleAsync(SendValue command, KernelInvocationContext context) => Refuse(command, context);

    private Task Refuse(KernelCommand command, KernelInvocationContext context)
    {
        context.Fail(command, message: Refusal(_language));
        return Task.CompletedTask;
    }
}
