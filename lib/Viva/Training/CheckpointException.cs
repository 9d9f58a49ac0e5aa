namespace Viva.Training;

/// <summary>A checkpoint cannot be used: it is damaged, or belongs to another model or training. The message names the file and what differs.</summary>
public sealed class CheckpointException : Exception
{
    internal CheckpointException(string path, string problem, Exception? inner = null)
        : base($"{path}: {problem} Delete the file or set Resume = false to start anew.", inner)
    {
    }
}
