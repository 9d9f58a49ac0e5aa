namespace Viva.Cli;

/// <summary>The helper library cannot be built or loaded; the message says why.</summary>
internal sealed class LibraryException(string message) : Exception(message);
