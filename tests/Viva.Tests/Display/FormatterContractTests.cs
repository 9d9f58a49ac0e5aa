using Viva.Display;

namespace Viva.Tests.Display;

/// <summary>What a host does, as it does it: by names alone.</summary>
public sealed class FormatterContractTests
{
    public static TheoryData<string> SelfFormattingTypes =>
        [.. typeof(Figure).Assembly.GetTypes().Where(type => Attribute(type) is not null).Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(SelfFormattingTypes))]
    public void Every_type_that_formats_itself_has_a_formatter_for_each_preferred_mime_type(string name)
    {
        var attribute = Attribute(typeof(Figure).Assembly.GetType(name)!)!;
        var preferred = (string[]?)attribute.GetType().GetProperty("PreferredMimeTypes")!.GetValue(attribute);
        Assert.True(preferred is null or { Length: > 0 }, "An empty array fails the cell.");
        var mimeTypes = Formatters(attribute).Select(MimeType).ToArray();
        foreach (var mimeType in preferred ?? [])
            Assert.Contains(mimeType, mimeTypes);
    }

    [Fact]
    public void A_check_and_a_result_carry_what_a_runner_reads()
    {
        Assert.Equal("""{"ok":false,"message":"the sum is 1: divide \u003Cfirst\u003E"}""", Render(new CheckView(false, "the sum is 1", "divide <first>"), "application/vnd.viva.check+json"));
        Assert.Equal(
            """{"name":"test accuracy","value":0.9951,"atLeast":0.994,"met":true}""",
            Render(new ResultView("test accuracy", 0.9951, 0.994, null, "P2", null), "application/vnd.viva.result+json"));
        Assert.Equal(
            """{"name":"loss","value":null,"atMost":0.3,"met":false}""",
            Render(new ResultView("loss", double.NaN, null, 0.3, null, null), "application/vnd.viva.result+json"));
    }

    [Fact]
    public void A_formatter_does_not_throw_whatever_the_value_does()
    {
        var formatter = new MimeFormatter("text/html", _ => throw new InvalidOperationException("a < b"));
        using var writer = new StringWriter();

        Assert.True(formatter.Format(new object(), writer));
        Assert.Equal("a &lt; b", writer.ToString());
        Assert.False(ViewFormatters.Both[0].Format(new object(), writer));
    }

    private static Attribute? Attribute(Type type) =>
        type.GetCustomAttributes(inherit: false).OfType<Attribute>().FirstOrDefault(attribute => attribute.GetType().Name == "TypeFormatterSourceAttribute");

    private static IEnumerable<object> Formatters(Attribute attribute)
    {
        var source = Activator.CreateInstance((Type)attribute.GetType().GetProperty("FormatterSourceType")!.GetValue(attribute)!)!;
        return (IEnumerable<object>)source.GetType().GetMethod("CreateTypeFormatters")!.Invoke(source, null)!;
    }

    private static string MimeType(object formatter) => (string)formatter.GetType().GetProperty("MimeType")!.GetValue(formatter)!;

    private static string Render(object value, string mimeType)
    {
        var formatter = Formatters(Attribute(value.GetType())!).Single(candidate => MimeType(candidate) == mimeType);
        using var writer = new StringWriter();
        Assert.Equal(true, formatter.GetType().GetMethod("Format", [typeof(object), typeof(TextWriter)])!.Invoke(formatter, [value, writer]));
        return writer.ToString();
    }
}
