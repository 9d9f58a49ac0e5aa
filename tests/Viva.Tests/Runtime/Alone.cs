namespace Viva.Tests.Runtime;

/// <summary>
/// Tests that call libtorch many thousand times run while nothing else does. TorchSharp 0.107 lets the garbage collector free a scalar
/// while its native code still reads it, and only a collection that another thread starts can come at that moment.
/// </summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
