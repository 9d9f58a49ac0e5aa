namespace Viva.Data.Download;

/// <summary>What reading and writing files can throw: a disk that is full or read-only, a quota, a missing right, a broken stick.</summary>
public static class DiskFault
{
    /// <summary>Whether an exception is one of these.</summary>
    public static bool Is(Exception exception) =>
        // .NET's word for a file that grows beyond what the file system or the user's limit allows.
        exception is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException { ParamName: "value" };

    /// <summary>Whether it is the folder to write to that is at fault, not the data.</summary>
    public static bool IsCauseOf(DataException exception) => exception.InnerException is { } inner && Is(inner);

    /// <summary>What the system said.</summary>
    public static string Words(Exception exception) =>
        exception is ArgumentOutOfRangeException ? "the file is larger than is allowed here" : exception.Message.TrimEnd('.');
}
