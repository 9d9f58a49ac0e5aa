using System.Runtime.CompilerServices;

namespace Viva.Tests.Runtime;

/// <summary>
/// These tests use tensors of a few numbers: a second thread would only be waited for, for long on a machine that does other work.
/// </summary>
internal static class OneThread
{
#pragma warning disable CA2255 // A test assembly has no other place before the first use of torch.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Set() =>
        Environment.SetEnvironmentVariable("VIVA_THREADS", Environment.GetEnvironmentVariable("VIVA_THREADS") ?? "1");
}
