namespace Viva.Data.Download;

/// <summary>The cache folder cannot be used for writing: no source can help, but a mirror folder or built-in data still can.</summary>
internal sealed class CacheException(string message, Exception? innerException = null) : Exception(message, innerException);
