using System.Collections;
using Viva.Notebooks.Session;

namespace Viva.Notebooks.Tests.Session;

public sealed class ValueFormatterTests
{
    private sealed record Person(string Name, int Age);

    private sealed class Node
    {
        public string Label { get; init; } = "n";

        public Node? Next { get; set; }
    }

    private sealed class Thrower
    {
        public int Good { get; } = 1;

        public int Bad => Good > 0 ? throw new InvalidOperationException("not now") : 0;
    }

    [TypeFormatterSource(typeof(PictureFormatters), PreferredMimeTypes = ["text/html", "text/plain"])]
    private sealed class Picture
    {
    }

    [Fact]
    public void Simple_values_are_text_with_the_invariant_culture()
    {
        Assert.Equal("1.5", Plain(1.5));
        Assert.Equal("true", Plain(true), ignoreCase: true);
        Assert.Equal("two\nlines", Plain("two\nlines"));
        Assert.Equal("00:01:00", Plain(TimeSpan.FromMinutes(1)));
        Assert.Equal("Monday", Plain(DayOfWeek.Monday));
        Assert.False(ValueFormatter.Format(1.5).ContainsKey("text/html"));
    }

    [Fact]
    public void A_sequence_of_simple_values_is_one_line_that_says_how_many_it_leaves_out()
    {
        Assert.Equal("[1, 2, 3]", Plain(Enumerable.Range(1, 3)));
        Assert.EndsWith("99, … 9,900 more]", Plain(Enumerable.Range(0, 10_000).ToList()), StringComparison.Ordinal);
        Assert.EndsWith("99, …]", Plain(Endless()), StringComparison.Ordinal);

        static IEnumerable<int> Endless()
        {
            for (int i = 0; ; i++) yield return i;
        }
    }

    [Fact]
    public void A_sequence_of_records_is_a_table()
    {
        var data = ValueFormatter.Format(new[] { new Person("Ann <b>", 3), new Person("Bo", 4) });
        Assert.Equal("Name\tAge\nAnn <b>\t3\nBo\t4", data["text/plain"]);
        Assert.Contains("<th scope=\"col\">Name</th>", data["text/html"], StringComparison.Ordinal);
        Assert.Contains("<td>Ann &lt;b&gt;</td>", data["text/html"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_table_says_how_much_it_shows()
    {
        string text = Plain(Enumerable.Range(0, 5000).Select(i => new { i }).ToList());
        Assert.Equal(102, text.Split('\n').Length);
        Assert.EndsWith("(the first 100 of 5,000 rows)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dictionary_is_a_table_of_keys_and_values() =>
        Assert.Equal("Key\tValue\na\t1\nb\t2", Plain(new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 }));

    [Fact]
    public void A_matrix_is_a_grid() => Assert.Equal("0\t1\n1\t2\n3\t4", Plain(new[,] { { 1, 2 }, { 3, 4 } }));

    [Fact]
    public void Another_object_is_a_list_of_its_members() =>
        Assert.Equal("Person\t\nName\tAnn\nAge\t3", Plain(new Person("Ann", 3)));

    [Fact]
    public void A_getter_that_throws_shows_what_it_threw() =>
        Assert.Equal("Thrower\t\nGood\t1\nBad\t(InvalidOperationException: not now)", Plain(new Thrower()));

    [Fact]
    public void Cycles_and_depth_end()
    {
        var node = new Node();
        node.Next = node;
        Assert.Contains("(cycle)", Plain(node), StringComparison.Ordinal);

        Node deep = new();
        for (int i = 0; i < 50; i++) deep = new Node { Next = deep };
        Assert.Contains('…', Plain(deep));

        var list = new ArrayList();
        list.Add(list);
        Assert.NotEmpty(Plain(list));
    }

    [Fact]
    public void A_task_is_not_waited_for() =>
        Assert.Contains("write await", Plain(new TaskCompletionSource<int>().Task), StringComparison.Ordinal);

    [Fact]
    public void Huge_text_is_cut() => Assert.True(Plain(new string('x', 5_000_000)).Length < 1_001_000);

    [Fact]
    public void A_type_that_renders_itself_by_convention_is_asked_first_and_in_its_order()
    {
        var data = ValueFormatter.Format(new Picture());
        Assert.Equal("text/html text/plain", string.Join(' ', data.Keys));
        Assert.Equal("<b>picture</b>", data["text/html"]);
    }

    [Fact]
    public void A_table_shows_values_that_render_themselves()
    {
        string html = ValueFormatter.Format(new[] { new { Name = "a", Shown = new Picture() } })["text/html"];
        Assert.Contains("<td><b>picture</b></td>", html, StringComparison.Ordinal);
    }

    private static string Plain(object value) => ValueFormatter.Format(value)["text/plain"];

    [AttributeUsage(AttributeTargets.Class)]
    private sealed class TypeFormatterSourceAttribute(Type source) : Attribute
    {
        public Type FormatterSourceType { get; } = source;

        public string[]? PreferredMimeTypes { get; set; }
    }

    private sealed class PictureFormatters
    {
        private readonly List<object> _formatters = [new PictureFormatter("text/plain", "picture"), new PictureFormatter("text/html", "<b>picture</b>"), new PictureFormatter("text/latex", "no")];

        public List<object> CreateTypeFormatters() => _formatters;
    }

    private sealed class PictureFormatter(string mimeType, string text)
    {
        public string MimeType { get; } = mimeType;

        public bool Format(object instance, TextWriter writer)
        {
            writer.Write(text);
            return instance is Picture;
        }
    }
}
