using Microsoft.DotNet.Interactive.Events;

namespace Viva.Notebooks.Kernel;

/// <summary>Calls back for each event of a kernel.</summary>
internal sealed class KernelObserver(Action<KernelEvent> receive) : IObserver<KernelEvent>
{
    public void OnNext(KernelEvent value) => receive(value);

    public void OnCompleted() { }

    public void OnError(Exception error) { }
}
