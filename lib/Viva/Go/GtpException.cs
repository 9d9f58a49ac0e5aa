namespace Viva.Go;

/// <summary>Another Go program is not there, does not answer, died or refused a command; the message says which and what to do.</summary>
public sealed class GtpException : Exception
{
    /// <summary>An error without details.</summary>
    public GtpException() { }

    /// <summary>An error with what happened and what to do.</summary>
    public GtpException(string message)
        : base(message) { }

    /// <summary>An error with what happened, what to do, and the cause.</summary>
    public GtpException(string message, Exception innerException)
        : base(message, innerException) { }
}
