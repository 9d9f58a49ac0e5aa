namespace Viva.Cli;

/// <summary>A command line that cannot be carried out; the message says what to type instead.</summary>
internal sealed class UsageException(string message) : Exception(message);
