namespace Viva.Build;

/// <summary>The file is not a library that can be patched safely. The message says what is wrong and where.</summary>
public sealed class WeakSymbolException(string message) : Exception(message);
