using System.Reflection;
using Viva.Display;
using Viva.Display.Hosts;

namespace Viva.Tests.Display.Hosts;

public sealed class ClrKernelHostTests
{
    // What the library uses of ClrKernel, in its shape: the newest formatter for a pair of types wins, and the values are wrapped.
    private const string Code = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        namespace ClrKernel.Core.Primitives
        {
            public interface IDisplayValue { object Value { get; } }
            public record DisplayObject(object Value, Type PreferredDisplayType = null, string PreferredMimeType = null) : IDisplayValue;
            public record DisplayHtml(string Html) : IDisplayValue { public object Value => Html; }
            public record DisplayText(string Text) : IDisplayValue { public object Value => Text; }
            public record DisplayFormatter(Type InputType, Type OutputType, Func<IDisplayValue, IDisplayValue> Format);
            public static class DisplayFormatters
            {
                private static readonly List<DisplayFormatter> _all = new();
                static DisplayFormatters()
                {
                    Register<DisplayObject, DisplayText>(o => new DisplayText("text " + o.Value));
                    Register<DisplayObject, DisplayHtml>(o => new DisplayHtml("older " + o.Value));
                    Register<DisplayObject, DisplayHtml>(o => new DisplayHtml("default " + o.Value));
                }
                public static DisplayFormatter Register<TIn, TOut>(Func<TIn, TOut> format)
                    where TIn : IDisplayValue where TOut : IDisplayValue =>
                    Register(typeof(TIn), typeof(TOut), value => format((TIn)value));
                public static DisplayFormatter Register(Type inputType, Type outputType, Func<IDisplayValue, IDisplayValue> format)
                {
                    var formatter = new DisplayFormatter(inputType, outputType, format);
                    _all.Add(formatter);
                    return formatter;
                }
                public static IEnumerable<DisplayFormatter> Formatters => _all.ToArray();
                public static string Html(object value)
                {
                    var last = _all.Last(f => f.InputType == typeof(DisplayObject) && f.OutputType == typeof(DisplayHtml));
                    return ((DisplayHtml)last.Format(new DisplayObject(value))).Html;
                }
            }
            public class DisplayCell { public string Last; public int Updates; }
            public static class DisplayValues
            {
                public static readonly List<DisplayCell> Cells = new();
                public static DisplayCell DisplayHtml(this object value)
                {
                    var cell = new DisplayCell { Last = value.ToString() };
                    Cells.Add(cell);
                    return cell;
                }
                public static DisplayCell UpdateHtml(this DisplayCell cell, object value)
                {
                    cell.Last = value.ToString();
                    cell.Updates++;
                    return cell;
                }
            }
        }
        """;

    private readonly Assembly _fake = FakeAssembly.Compile("ClrKernel.Core.Primitives", Code);

    [Fact]
    public void The_library_s_values_are_shown_as_html_and_all_others_as_before()
    {
        ClrKernelHost.RegisterFormatters([_fake]);
        ClrKernelHost.RegisterFormatters([_fake]);

        Assert.StartsWith("<table", Html(new Table("n").Add(1)), StringComparison.Ordinal);
        Assert.Equal("default 42", Html(42));
        Assert.Equal(4, ((IEnumerable<object>)Type("DisplayFormatters").GetProperty("Formatters")!.GetValue(null)!).Count());
    }

    [Fact]
    public void A_live_value_is_one_cell_that_is_updated()
    {
        var host = ClrKernelHost.Find([_fake]);
        Assert.NotNull(host);
        var (update, _) = host.DisplayLive(new Table("n").Add(1), () => { });
        update(new Table("n").Add(2));
        update("a < b");

        dynamic cells = Type("DisplayValues").GetField("Cells")!.GetValue(null)!;
        Assert.Equal(1, cells.Count);
        Assert.Equal(2, cells[0].Updates);
        Assert.Equal("<pre>a &lt; b</pre>", cells[0].Last);
    }

    [Fact]
    public void Without_the_assembly_there_is_no_such_host() => Assert.Null(ClrKernelHost.Find());

    private Type Type(string name) => _fake.GetType("ClrKernel.Core.Primitives." + name)!;

    private string Html(object value) => (string)Type("DisplayFormatters").GetMethod("Html")!.Invoke(null, [value])!;
}
