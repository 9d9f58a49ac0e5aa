namespace Viva.Training;

/// <summary>
/// A checkpoint cannot be used: it is damaged, belongs to another model or training, or cannot be written where it should be. The message
/// names the file, what is wrong and the next step.
/// </summary>
public sealed class CheckpointException : Exception
{
    internal CheckpointException(
        string path,
        string problem,
        string next = "Delete the file or set Resume = false to start again.",
        Exception? inner = null
    )
        : base($"{path}: {problem} {next}", inner) { }
}
