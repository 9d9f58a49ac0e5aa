using System.Reflection;
using Microsoft.DotNet.Interactive.Formatting;
using Viva.Claims;
using Viva.Display;
using Viva.Display.Charts;
using Viva.Display.Formatters;

namespace Viva.Tests.Display.Formatters;

/// <summary>What .NET Interactive asks of a type that formats itself.</summary>
public sealed class FormatterContractTests
{
    public static TheoryData<string> SelfFormattingTypes =>
        [.. typeof(Figure).Assembly.GetTypes().Where(type => Attribute(type) is not null).Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(SelfFormattingTypes))]
    public void Every_type_that_formats_itself_has_a_formatter_of_its_own_for_each_preferred_mime_type(string name)
    {
        var type = typeof(Figure).Assembly.GetType(name)!;
        var attribute = Attribute(type)!;
        Assert.True(attribute.PreferredMimeTypes is { Length: > 0 }, "An empty array fails the cell.");
        var formatters = Formatters(attribute);
        Assert.All(formatters, formatter => Assert.Equal(type, formatter.Type));
        Assert.Equal(attribute.PreferredMimeTypes, formatters.Select(formatter => formatter.MimeType));
    }

    [Fact]
    public void Every_view_formats_itself() =>
        Assert.All(
            typeof(Figure).Assembly.GetTypes().Where(type => type.IsClass && typeof(IView).IsAssignableFrom(type)),
            type => Assert.NotNull(Attribute(type))
        );

    [Fact]
    public void A_check_and_a_result_carry_what_a_runner_reads()
    {
        Assert.Equal(
            """{"ok":false,"message":"the sum is 1: divide \u003Cfirst\u003E"}""",
            Render(new CheckView(false, "the sum is 1", "divide <first>"), "application/vnd.viva.check+json")
        );
        Assert.Equal(
            """{"name":"test accuracy","value":0.9951,"atLeast":0.994,"met":true,"enforced":true}""",
            Render(new ResultView("test accuracy", 0.9951, 0.994, null, "P2", null), "application/vnd.viva.result+json")
        );
        Assert.Equal(
            """{"name":"loss","value":null,"atMost":0.3,"met":false,"enforced":false}""",
            Render(new ResultView("loss", double.NaN, null, 0.3, null, "Built-in data"), "application/vnd.viva.result+json")
        );
        Assert.Equal(
            """{"name":"loss","value":0.2,"atMost":0.3,"met":true,"enforced":true,"quick":true}""",
            Render(new ResultView("loss", 0.2, null, 0.3, null, null, quick: true), "application/vnd.viva.result+json")
        );
        Assert.Equal(
            """{"name":"loss","value":0.2,"met":true}""",
            Render(new ResultView("loss", 0.2, null, null, null, null), "application/vnd.viva.result+json")
        );
    }

    [Fact]
    public void A_formatter_does_not_throw_whatever_the_value_does()
    {
        var formatter = new MimeFormatter<string>("text/html", _ => throw new InvalidOperationException("a < b"));
        using var writer = new StringWriter();
        using var context = new FormatContext(writer);

        Assert.True(formatter.Format("", context));
        Assert.Equal("a &lt; b", writer.ToString());
        Assert.False(formatter.Format(new object(), context));
    }

    private static TypeFormatterSourceAttribute? Attribute(Type type) =>
        type.GetCustomAttribute<TypeFormatterSourceAttribute>(inherit: false);

    private static ITypeFormatter[] Formatters(TypeFormatterSourceAttribute attribute) =>
        [
            .. Assert
                .IsType<ITypeFormatterSource>(Activator.CreateInstance(attribute.FormatterSourceType), exactMatch: false)
                .CreateTypeFormatters(),
        ];

    private static string Render(object value, string mimeType)
    {
        var formatter = Formatters(Attribute(value.GetType())!).Single(candidate => candidate.MimeType == mimeType);
        using var writer = new StringWriter();
        using var context = new FormatContext(writer);
        Assert.True(formatter.Format(value, context));
        return writer.ToString();
    }
}
