using Microsoft.DotNet.Interactive.Events;
using Viva.Display.Hosts;
using Viva.Tests.Training;

namespace Viva.Tests.Display.Hosts;

/// <summary>What the library shows in .NET Interactive: the events that VS Code, Jupyter and the runner turn into outputs.</summary>
[Collection(TorchSerial.Name)]
public sealed class InteractiveHostTests : IAsyncLifetime
{
    private CellKernel _kernel = null!;

    public async ValueTask InitializeAsync() => _kernel = await CellKernel.StartAsync();

    public ValueTask DisposeAsync()
    {
        _kernel.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_value_is_shown_as_html_and_as_text_by_a_call_and_as_the_last_line()
    {
        var events = await _kernel.RunAsync("Show.Value(new Table(\"n\").Add(1));\nnew Table(\"n\").Add(2)");

        var called = Assert.Single(events.OfType<DisplayedValueProduced>());
        Assert.Equal(["text/html", "text/plain"], CellKernel.MimeTypes(called.FormattedValues));
        Assert.StartsWith("<table", CellKernel.Value(called.FormattedValues, "text/html"), StringComparison.Ordinal);
        var returned = Assert.Single(events.OfType<ReturnValueProduced>());
        Assert.Equal(["text/html", "text/plain"], CellKernel.MimeTypes(returned.FormattedValues));
        Assert.Equal("n\n-\n2", CellKernel.Value(returned.FormattedValues, "text/plain"));
    }

    [Fact]
    public async Task A_check_a_result_and_a_claim_carry_what_a_runner_reads()
    {
        var shown = (
            await _kernel.RunAsync(
                """
                Check.That(false, "the sum is 1", "divide");
                Result.Report("accuracy", 0.5, atLeast: 0.9);
                Claim.That("The sum is 1", holds: false, evidence: "it was 2");
                """
            )
        ).OfType<DisplayedValueProduced>().ToArray();

        Assert.Equal(
            """{"ok":false,"message":"the sum is 1: divide"}""",
            CellKernel.Value(shown[0].FormattedValues, "application/vnd.viva.check+json")
        );
        Assert.Contains(
            "\"met\":false",
            CellKernel.Value(shown[1].FormattedValues, "application/vnd.viva.result+json"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "\"holds\":false",
            CellKernel.Value(shown[2].FormattedValues, "application/vnd.viva.claim+json"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_live_output_that_begins_as_a_string_becomes_a_table_in_place()
    {
        var events = await _kernel.RunAsync(
            """
            var live = Show.Live("a < b");
            live.Update(new Table("n").Add(1));
            live.Flush();
            """
        );

        var begun = Assert.Single(events.OfType<DisplayedValueProduced>());
        Assert.Contains("a &lt; b", CellKernel.Value(begun.FormattedValues, "text/html"), StringComparison.Ordinal);
        Assert.Equal("a < b", CellKernel.Value(begun.FormattedValues, "text/plain"));
        var update = Assert.Single(events.OfType<DisplayedValueUpdated>());
        Assert.Equal(begun.ValueId, update.ValueId);
        Assert.StartsWith("<table", CellKernel.Value(update.FormattedValues, "text/html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_update_arrives_from_a_thread_that_knows_nothing_of_the_cell_and_nothing_is_printed()
    {
        var events = await _kernel.RunAsync(
            """
            using (var live = Show.Live("0"))
            {
                System.Threading.Thread thread;
                using (System.Threading.ExecutionContext.SuppressFlow())
                    thread = new System.Threading.Thread(() => { live.Update("1"); live.Flush(); });
                thread.Start();
                thread.Join();
            }
            """
        );

        Assert.Equal("1", CellKernel.Value(Assert.Single(events.OfType<DisplayedValueUpdated>()).FormattedValues, "text/plain"));
        Assert.Empty(events.OfType<StandardOutputValueProduced>());
    }

    [Fact]
    public async Task An_update_that_waits_is_shown_before_the_cell_ends()
    {
        var events = await _kernel.RunAsync("var bar = Show.Live(\"0 %\");\nbar.Update(\"100 %\");");

        Assert.Equal("100 %", CellKernel.Value(events.OfType<DisplayedValueUpdated>().Last().FormattedValues, "text/plain"));
        Assert.Empty(events.OfType<StandardOutputValueProduced>());
        var (updated, ended) = (Index<DisplayedValueUpdated>(events), Index<CommandSucceeded>(events));
        Assert.True(updated < ended, $"updated at {updated}, ended at {ended}");

        static int Index<T>(IReadOnlyList<KernelEvent> events) => events.Select((e, i) => e is T ? i : -1).Max();
    }

    [Fact]
    public async Task A_reader_s_own_charts_are_figures_by_their_own_display_and_as_the_last_line()
    {
        var events = await _kernel.RunAsync(
            """
            Plotly.NET.CSharp.Chart.Line<int, int, string>(x: new[] { 1, 2, 3 }, y: new[] { 3, 1, 2 }, Name: "loss").Display();
            XPlot.Plotly.Chart.Plot(new XPlot.Plotly.Scatter { x = new[] { 1, 2 }, y = new[] { 1, 4 }, name = "squares" })
            """
        );

        var plotly = Assert.Single(events.OfType<DisplayedValueProduced>()).FormattedValues;
        Assert.Contains("application/vnd.viva.figure+json", CellKernel.Value(plotly, "text/html"), StringComparison.Ordinal);
        Assert.Equal("A chart: scatter \"loss\".", CellKernel.Value(plotly, "text/plain"));
        var xplot = Assert.Single(events.OfType<ReturnValueProduced>()).FormattedValues;
        Assert.Contains("application/vnd.viva.figure+json", CellKernel.Value(xplot, "text/html"), StringComparison.Ordinal);
        Assert.Equal("A chart: scatter \"squares\".", CellKernel.Value(xplot, "text/plain"));
    }

    [Fact]
    public async Task Once_the_library_runs_the_compiler_shows_severe_warnings_only()
    {
        const string Code = "int Unused() { int never = 3; return 1; }"; // CS0219, of level 3
        using var other = await CellKernel.StartAsync(run: false);
        Assert.Contains("CS0219", Codes(await other.TryAsync(Code)));

        Assert.DoesNotContain("CS0219", Codes(await _kernel.TryAsync(Code)));
        Assert.Contains("CS4014", Codes(await _kernel.TryAsync("async Task F() { Task.Delay(1); await Task.Delay(1); }"))); // of level 1

        static IEnumerable<string> Codes(IReadOnlyList<KernelEvent> events) =>
            events.OfType<DiagnosticsProduced>().SelectMany(e => e.Diagnostics).Select(diagnostic => diagnostic.Code);
    }

    [Fact]
    public async Task Once_the_library_runs_cells_are_compiled_for_speed()
    {
        const string Code = """
            int One() => 1;
            var cell = new Func<int>(One).Method.Module.Assembly;
            System.Reflection.CustomAttributeExtensions
                .GetCustomAttribute<System.Diagnostics.DebuggableAttribute>(cell)?.IsJITOptimizerDisabled ?? false
            """;
        using var other = await CellKernel.StartAsync(run: false);

        Assert.Equal(true, Assert.Single((await other.RunAsync(Code)).OfType<ReturnValueProduced>()).Value);
        Assert.Equal(false, Assert.Single((await _kernel.RunAsync(Code)).OfType<ReturnValueProduced>()).Value);
    }

    [Fact]
    public void A_kernel_of_another_shape_is_left_as_it_is() => CellCompiler.SetUp(new Microsoft.DotNet.Interactive.CompositeKernel());

    [Fact]
    public void Outside_a_cell_there_is_no_such_host() => Assert.Null(InteractiveHost.Find());
}
