using System.Reflection;
using Viva.Display;

namespace Viva.Tests.Display;

public sealed class InteractiveHostTests
{
    // What the library uses of .NET Interactive, in its shape: an extension with params, an overload beside it, an update by object, updates
    // that are dropped once the cell has ended, and actions that run just before.
    private const string Code = """
        using System;
        using System.Collections.Generic;
        namespace Microsoft.DotNet.Interactive
        {
            public class KernelInvocationContext : IDisposable
            {
                [ThreadStatic] private static KernelInvocationContext _current;
                private readonly List<Action<KernelInvocationContext>> _atEnd = new();
                public static KernelInvocationContext Current => _current;
                public static KernelInvocationContext Establish() => _current = new KernelInvocationContext();
                public List<string> Log { get; } = new();
                public bool IsComplete { get; private set; }
                public void OnComplete(Action<KernelInvocationContext> action) => _atEnd.Add(action);
                public void Publish(string what) { if (!IsComplete) Log.Add(what); }
                public void Dispose() { _current = null; foreach (var action in _atEnd) action(this); IsComplete = true; }
            }
            public class DisplayedValue
            {
                private readonly KernelInvocationContext _context;
                public DisplayedValue(KernelInvocationContext context) => _context = context;
                public void Update(object updatedValue) => _context.Publish("update " + updatedValue);
            }
            public static class KernelInvocationContextExtensions
            {
                public static DisplayedValue Display(this KernelInvocationContext context, object value, params string[] mimeTypes)
                {
                    context.Publish("display " + value + " " + mimeTypes.Length);
                    return new DisplayedValue(context);
                }
                public static void DisplayAs(this KernelInvocationContext context, string value, string mimeType) => throw new Exception();
                public static void DisplayStandardOut(this KernelInvocationContext context, string output, object command = null) => throw new Exception();
            }
        }
        """;

    private static readonly Assembly Fake = FakeAssembly.Compile("Microsoft.DotNet.Interactive", Code);

    [Fact]
    public void A_value_is_displayed_and_updated_in_place_in_the_context_of_the_cell()
    {
        dynamic context = Establish();
        var host = InteractiveHost.Find([Fake]);
        Assert.NotNull(host);

        host.Display("a");
        var (update, _) = host.DisplayLive("b", () => { });
        var thread = new Thread(() => update("c"));
        thread.Start();
        thread.Join();

        Assert.Equal(["display a 0", "display b 0", "update c"], (List<string>)context.Log);
        context.Dispose();
    }

    [Fact]
    public void A_waiting_update_is_shown_before_the_cell_ends()
    {
        dynamic context = Establish();
        using var output = LiveOutput.Start(InteractiveHost.Find([Fake])!, "0 %", new ManualClock());
        output.Update("100 %");

        context.Dispose();

        Assert.Equal("update 100 %", ((List<string>)context.Log)[^1]);
    }

    [Fact]
    public void Outside_a_cell_there_is_no_such_host() => Assert.Null(InteractiveHost.Find([Fake]));

    [Fact]
    public void Without_the_assembly_there_is_no_such_host() => Assert.Null(InteractiveHost.Find());

    private static object Establish() =>
        Fake.GetType("Microsoft.DotNet.Interactive.KernelInvocationContext")!.GetMethod("Establish")!.Invoke(null, null)!;
}
