namespace Viva.Runtime;

/// <summary>libtorch, the native library behind TorchSharp, cannot be loaded. The message says why and what to do.</summary>
public sealed class NativeLibraryException : Exception
{
    internal NativeLibraryException(string message, Exception? inner = null)
        : base(message, inner) { }
}
