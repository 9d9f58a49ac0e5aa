using System.Globalization;
using System.Xml.Linq;
using Viva.Display;
using Viva.Display.Diagrams;

namespace Viva.Tests.Display.Diagrams;

public sealed class DiagramTests
{
    public static TheoryData<string> Names => [.. DiagramSamples.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_diagram_is_a_titled_picture_with_words_in_the_page_s_own_ink(string name)
    {
        var diagram = DiagramSamples.All[name]();
        var figure = XElement.Parse(((IView)diagram).Html);
        var picture = Assert.Single(figure.Descendants(), element => (string?)element.Attribute("role") == "img");

        Assert.Equal(diagram.AlternativeText, (string?)picture.Attribute("aria-label"));
        Assert.Equal(diagram.Title, figure.Element("figcaption")?.Value);
        Assert.Equal("currentColor", (string?)picture.Element("svg")?.Attribute("fill"));
        Assert.Contains(diagram.AlternativeText, ((IView)diagram).Text, StringComparison.Ordinal);
        // What exported pages let pass.
        Assert.Subset(
            new HashSet<string>(["figcaption", "div", "svg", "path", "rect", "circle", "text", "tspan"]),
            figure.Descendants().Select(element => element.Name.LocalName).ToHashSet()
        );
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Letters_have_9_pixels_in_328_and_everything_lies_on_the_picture(string name)
    {
        var figure = XElement.Parse(((IView)DiagramSamples.All[name]()).Html);
        var svg = figure.Descendants("svg").Single();
        var box = ((string)svg.Attribute("viewBox")!).Split(' ').Select(At).ToArray();

        Assert.InRange(15 * 328 / box[2], 9, 40);
        foreach (var text in svg.Descendants("text"))
        {
            Assert.InRange(At((string)text.Attribute("x")!), box[0] + 4, box[0] + box[2] - 4);
            Assert.InRange(At((string)text.Attribute("y")!), box[1] + 8, box[1] + box[3] - 4);
        }
    }

    [Fact]
    public void Arrows_run_from_border_to_border()
    {
        var parts = Parts(out var box, out var circle);
        parts.Join(box, circle, "", false, Route.Straight, false);

        Assert.Equal([(20, 0), (90, 0)], parts.Links[0].Points);
        parts.Links.Clear();
        // A line at 45 degrees leaves a circle at a distance of its radius.
        var low = new Shape("low", Kind.Plain, new Area(200, 100, 10, 10)) { Text = new RichText("") };
        parts.Join(circle, low, "", false, Route.Straight, false);
        Assert.Equal(100 + (10 * Math.Sqrt(0.5)), parts.Links[0].Points[0].X, 9);
        Assert.Equal((190, 90), (Math.Round(parts.Links[0].Points[1].X, 9), Math.Round(parts.Links[0].Points[1].Y, 9)));
        parts.Join(box, low, "", false, Route.DownThenAcross, false);
        Assert.Equal([(0, 10), (0, 100), (190, 100)], parts.Links[1].Points);
    }

    [Fact]
    public void Arrows_to_and_fro_run_side_by_side_and_round_ones_outside()
    {
        var parts = Parts(out var box, out var circle);
        parts.Join(box, circle, "", false, Route.Straight, false);
        parts.Join(circle, box, "", false, Route.Straight, false);

        Assert.Equal(14, parts.Links[1].Points[0].Y - parts.Links[0].Points[0].Y, 9);
        parts.Join(box, circle, "", false, Route.Under, false);
        Assert.True(parts.Links[2].Points[1].Y > 20);
        parts.Join(box, circle, "", false, Route.Under, false);
        Assert.True(parts.Links[3].Points[1].Y > parts.Links[2].Points[1].Y + 10);
        parts.Join(box, box, "", false, Route.Straight, false);
        Assert.True(parts.Links[4].Points[1].Y < -20);
    }

    [Fact]
    public void A_label_lies_beside_its_line()
    {
        var parts = Parts(out var box, out var circle);
        parts.Join(box, circle, "six", false, Route.Straight, false);

        var (area, clear, _) = new LabelPlaces(parts).Place(parts.Links[0]);
        Assert.True(clear);
        Assert.True(area.Bottom < 0);
        Assert.DoesNotContain(parts.Links[0].Pieces, piece => area.Meets(piece.A, piece.B));
    }

    [Fact]
    public void Texts_have_lowered_and_raised_letters_and_lines()
    {
        var svg = XElement.Parse(((IView)Empty().Box("h", 0, 0, "h_{t-1} = W^T\na\\_b < ∂L")).Html).Descendants("text").ToArray();

        Assert.Equal(["ht-1 = WT", "a_b < ∂L"], svg.Select(text => text.Value));
        Assert.Equal(["t-1", " = W", "T"], svg[0].Elements("tspan").Select(run => run.Value));
        Assert.Equal(["5", "-5", "-5"], svg[0].Elements("tspan").Select(run => (string?)run.Attribute("dy")));
    }

    [Fact]
    public void A_matrix_writes_its_numbers_as_every_culture_should()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = "," } };
            var values = new[,]
            {
                { 0.5, -1.25 },
            };
            var figure = XElement.Parse(((IView)Empty().Matrix("W", 1, 1, values, "W", shade: true)).Html);

            Assert.Equal(["0.5", "−1.25", "W"], figure.Descendants("text").Select(text => text.Value));
            Assert.Equal(["0.2", "0.5"], figure.Descendants("rect").Skip(1).Select(cell => (string?)cell.Attribute("fill-opacity")));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void What_cannot_be_drawn_is_refused_with_the_next_step()
    {
        Refused("alt", "words for those who cannot see it", () => new Diagram("t", 1, 1, " "));
        Refused("id", "There is a 'a' already", () => Two().Box("a", 0, 1, "x"));
        Refused("to", "nothing called 'c' for the arrow; so far there are a, b", () => Two().Arrow("a", "c"));
        Refused("from", "add the boxes before the arrows", () => Empty().Arrow("a", "b"));
        Refused("column", "'c' is at column 5, off the grid: the 4 columns go from 0 to 3", () => Two().Box("c", 5, 0, "x"));
        Refused("row", "off the grid", () => Two().Label(0, double.NaN, "x"));
        Refused("column", "leaves the grid", () => Empty().Group(2, 0, 3, 1, "g"));
        Refused("id", "'c' lies on 'a'", () => Two().Circle("c", 0.3, 0, "x"));
        Refused("width", "it needs a width of", () => Empty().Box("c", 1, 0, "a long text for it", width: 1));
        Refused("label", "has no room beside its line", () => Two().Arrow("a", "b", "a label that is far too long for the way between"));
        Refused("to", "leads through 'c'", () => Two().Circle("c", 1.5, 0, "+").Arrow("a", "b"));
        Refused("values", "has no number", () => Empty().Matrix("m", 0, 0, new double[0, 0]));
        Refused("to", "no room for an arrow", () => Empty().Box("a", 0, 0, "", width: 1).Box("b", 1, 0, "", width: 1).Arrow("a", "b"));
        Refused("route", "use Left or Right", () => Empty().Box("a", 0, 0, "").Box("b", 0, 1, "").Arrow("a", "b", route: Route.Over));

        static void Refused(string parameter, string words, Func<Diagram> make)
        {
            var error = Assert.ThrowsAny<ArgumentException>(make);
            Assert.Equal(parameter, error.ParamName);
            Assert.Contains(words, error.Message, StringComparison.Ordinal);
        }
    }

    private static Diagram Empty() => new("", 4, 2, "words");

    private static Diagram Two() => Empty().Box("a", 0, 0, "").Box("b", 3, 0, "");

    private static DiagramParts Parts(out Shape box, out Shape circle)
    {
        var parts = new DiagramParts();
        box = new Shape("box", Kind.Plain, new Area(0, 0, 20, 10)) { Text = new RichText("") };
        circle = new Shape("circle", Kind.Plain, new Area(100, 0, 10, 10)) { Text = new RichText(""), Round = true };
        parts.Shapes.Add("box", box);
        parts.Shapes.Add("circle", circle);
        return parts;
    }

    private static double At(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
