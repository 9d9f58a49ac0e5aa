using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;

namespace Viva.Notebooks.Kernel;

/// <summary>
/// Answers cells that ask for something (<c>@input</c>, <c>@password</c>, <c>GetInputAsync</c>)
/// with the answers that the run was given, since nobody is there to type them.
/// </summary>
internal sealed class CellInputs
{
    private readonly IReadOnlyDictionary<string, string> _values;

    public CellInputs(CompositeKernel kernel, IReadOnlyDictionary<string, string> values)
    {
        _values = values;
        kernel.RegisterCommandHandler<RequestInput>(
            (command, context) =>
            {
                if (Find(command.SaveAs, command.Prompt, command.ParameterName) is { } value)
                {
                    context.Publish(new InputProduced(value, command));
                }
                else
                {
                    Refuse(command, context, command.Prompt is { Length: > 0 } prompt ? prompt : command.ParameterName ?? "");
                }

                return Task.CompletedTask;
            }
        );
        kernel.RegisterCommandHandler<RequestInputs>(
            (command, context) =>
            {
                var answers = new Dictionary<string, string>();
                foreach (var input in command.Inputs)
                {
                    if (Find(input.SaveAs, input.Name, input.Prompt) is not { } value)
                    {
                        Refuse(command, context, input.Prompt is { Length: > 0 } prompt ? prompt : input.Name);
                        return Task.CompletedTask;
                    }
                    answers[input.Name] = value;
                }
                context.Publish(new InputsProduced(answers, command));
                return Task.CompletedTask;
            }
        );
        kernel.SetDefaultTargetKernelNameForCommand(typeof(RequestInput), kernel.Name);
        kernel.SetDefaultTargetKernelNameForCommand(typeof(RequestInputs), kernel.Name);
    }

    /// <summary>The message for a cell whose question has no answer; the kernel itself only says that there was no input.</summary>
    public string? Refusal { get; set; }

    /// <summary>The message when <see cref="Console.ReadLine"/> is called, which gives no name to look an answer up by.</summary>
    public static string NoConsole =>
        "The cell reads from the console, but nobody is there to type. Ask with #!set --name answer --value @input:answer, "
        + "and give the answer on the command line: viva run ... --input answer=...";

    private string? Find(params IEnumerable<string?> names) =>
        names.OfType<string>().Select(name => _values.GetValueOrDefault(name)).FirstOrDefault(value => value is not null);

    private void Refuse(KernelCommand command, KernelInvocationContext context, string name)
    {
        Refusal = $"The cell asks for \"{name}\", but nobody is there to type. Give the answer: viva run ... --input \"{name}=...\"";
        context.Fail(command, message: Refusal);
    }
}
