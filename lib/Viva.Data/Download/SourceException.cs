namespace Viva.Data.Download;

/// <summary>One source could not give a file; the store turns it into a reason and asks the next.</summary>
internal sealed class SourceException(string message, bool passing, TimeSpan? retryAfter = null, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>Whether asking the same source again can help.</summary>
    public bool Passing => passing;

    /// <summary>How long the server asked to be left alone.</summary>
    public TimeSpan? RetryAfter => retryAfter;
}
