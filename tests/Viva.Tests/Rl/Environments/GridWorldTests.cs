using System.Globalization;
using System.Xml.Linq;
using AngleSharp.Html.Parser;
using SkiaSharp;
using Viva.Display;
using Viva.Display.Charts;
using Viva.Rl.Environments;
using Viva.Rl.Tabular;
using Viva.Tests.Rl.Tabular;

namespace Viva.Tests.Rl.Environments;

public sealed class GridWorldTests
{
    [Fact]
    public void The_cliff_is_that_of_Gymnasium()
    {
        var cliff = GridWorld.Cliff();
        Assert.Equal((4, 12, 48, 4, 36), (cliff.Rows, cliff.Columns, cliff.States, cliff.Actions, cliff.Start));
        Assert.Equal(36, cliff.Reset());
        Assert.Equal(new StepResult<int>(36, -100, false, false), cliff.Step(GridWorld.Right)); // falls, and goes on from the start
        Assert.Equal(new StepResult<int>(36, -1, false, false), cliff.Step(GridWorld.Left)); // the border
        Assert.Equal(new StepResult<int>(24, -1, false, false), cliff.Step(GridWorld.Up));
        for (var i = 0; i < 11; i++)
        {
            Assert.False(cliff.Step(GridWorld.Right).Ended);
        }

        Assert.Equal(new StepResult<int>(47, -1, true, false), cliff.Step(GridWorld.Down));
    }

    [Fact]
    public void Walls_and_borders_stop_a_move_and_ends_pay()
    {
        var world = new GridWorld(["#S#", "X.G"], stepReward: -0.5, goalReward: 3, pitReward: -7);
        Assert.Equal(new Outcome(1, 1, -0.5), Assert.Single(world.Model[1, GridWorld.Up]));
        Assert.Equal(new Outcome(1, 1, -0.5), Assert.Single(world.Model[1, GridWorld.Left]));
        Assert.Equal(new Outcome(1, 4, -0.5), Assert.Single(world.Model[1, GridWorld.Down]));
        Assert.Equal(new Outcome(1, 5, 3), Assert.Single(world.Model[4, GridWorld.Right]));
        Assert.Equal(new Outcome(1, 3, -7), Assert.Single(world.Model[4, GridWorld.Left]));
        Assert.True(world.Model.IsTerminal(5));
        Assert.Equal(new Outcome(1, 1, 0.25), Assert.Single(new GridWorld(["Sg"], lesserGoalReward: 0.25).Model[0, GridWorld.Right]));
        Assert.Equal(((1, 2), 5), (world.CellOf(5), world.StateAt(1, 2)));
    }

    [Fact]
    public void A_slip_goes_to_either_side_and_never_back()
    {
        var outcomes = new GridWorld(["...", ".S.", "..."], slip: 0.2).Model[4, GridWorld.Right];
        Assert.Equal([(5, 0.8), (7, 0.1), (1, 0.1)], outcomes.Select(o => (o.Next, Math.Round(o.Probability, 12))));
    }

    [Theory]
    [InlineData("second start", "S.S")]
    [InlineData("No cell is the start", "...")]
    [InlineData("Row 0, column 1 holds '?'", "S?G")]
    [InlineData("Row 1 has 2 cells and row 0 has 3", "S.G", "..")]
    [InlineData("at least one row")]
    public void Lines_that_make_no_grid_are_refused(string words, params string[] rows) =>
        Assert.Contains(words, Assert.Throws<ArgumentException>(() => new GridWorld(rows)).Message, StringComparison.Ordinal);

    [Fact]
    public void Settings_outside_their_range_are_refused()
    {
        Assert.Contains(
            "slip must lie in [0, 1]",
            Assert.Throws<ArgumentOutOfRangeException>(() => GridWorld.Cliff(slip: 1.2)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "reward NaN",
            Assert.Throws<ArgumentException>(() => new GridWorld(["SG"], goalReward: double.NaN)).Message,
            StringComparison.Ordinal
        );
        var cliff = GridWorld.Cliff();
        Assert.Contains(
            "47 values for 48 states",
            Assert.Throws<ArgumentException>(() => cliff.Draw(new double[47])).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "0 to 3",
            Assert.Throws<ArgumentOutOfRangeException>(() => cliff.Draw(policy: Enumerable.Repeat(4, 48).ToArray())).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "0 to 47",
            Assert.Throws<ArgumentOutOfRangeException>(() => cliff.Draw(path: [48])).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_drawing_shows_each_value_and_an_arrow_for_each_free_cell()
    {
        var cliff = GridWorld.Cliff();
        var plan = Planning.ValueIteration(cliff.Model, discount: 1);
        var path = cliff.Play(state => plan.Policy[state]).Observations;

        var svg = Svg(cliff.Draw(plan.Values, plan.Policy, path, "The best way"));

        XNamespace none = "";
        var texts = svg.Descendants(none + "text").Select(text => text.Value).ToArray();
        // A shaft and a head each.
        Assert.Equal(
            2 * 37,
            svg.Descendants(none + "path")
                .Where(p => p.Attribute("stroke-linecap") is not null)
                .Sum(p => p.Attribute("d")!.Value.Count(c => c == 'm'))
        );
        Assert.Equal(10, texts.Count(text => text == "cliff"));
        Assert.Contains("-13.0", texts);
        Assert.Contains("goal", texts);
        Assert.Contains("value", texts);
        Assert.DoesNotContain("NaN", svg.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            14,
            svg.Descendants(none + "path").Single(p => p.Attribute("stroke")?.Value == "#D55E00").Attribute("d")!.Value.Count(c => c == 'm')
        );
    }

    [Fact]
    public void Numbers_on_colours_can_be_read()
    {
        var world = new GridWorld(["S.........G"]);
        var values = Enumerable.Range(0, 11).Select(i => (double)i).ToArray();
        XNamespace none = "";
        var svg = Svg(world.Draw(values));
        var numbers = svg.Descendants(none + "text")
            .Where(text => text.Value.EndsWith(".00", StringComparison.Ordinal) && text.Attribute("text-anchor") is null)
            .ToArray();
        Assert.Equal(10, numbers.Length);
        using var cells = SKBitmap.Decode(
            Convert.FromBase64String(svg.Descendants(none + "image").First().Attribute("href")!.Value["data:image/png;base64,".Length..])
        );
        Assert.Equal((11, 1), (cells.Width, cells.Height));
        foreach (var number in numbers)
        {
            var column = (int)double.Parse(number.Attribute("x")!.Value, System.Globalization.CultureInfo.InvariantCulture) / 64;
            Assert.Equal($"{column}.00", number.Value);
            var (cell, ink) = (
                cells.GetPixel(column, 0).ToString().Replace("#ff", "#", StringComparison.Ordinal),
                number.Parent!.Attribute("fill")!.Value
            );
            Assert.True(Contrast(cell, ink) >= 4.5, $"{ink} on {cell}");
        }
    }

    [Fact]
    public void A_world_shows_itself_and_says_what_it_is()
    {
        var view = (IView)Processes.RussellNorvig();
        Assert.Equal(
            "Grid world. 3 rows and 4 columns, start at row 2, column 0, goal at row 0, column 3, pit at row 1, column 3, wall "
                + "at row 1, column 1.",
            view.Text
        );
        Assert.Equal(view.Text, new HtmlParser().ParseDocument(view.Html).QuerySelector("[role=img]")!.GetAttribute("aria-label"));
    }

    [Fact]
    public void The_alternative_text_tells_values_policy_and_path()
    {
        var corridor = new GridWorld(["S..G"]);
        var plan = Planning.ValueIteration(corridor.Model, 0.5);
        Assert.Equal(
            "Grid world: Halves. 1 row and 4 columns, start at row 0, column 0, goal at row 0, column 3. "
                + "Values from 0.25 at row 0, column 0 to 1 at row 0, column 2; 0.25 at the start. Policy by rows: right right right none. "
                + "A path of 3 steps from row 0, column 0 to row 0, column 3, at its highest in row 0.",
            corridor.Draw(plan.Values, plan.Policy, [0, 1, 2, 3], "Halves").AlternativeText
        );
        Assert.Equal("mine", corridor.Draw(alternativeText: "mine").AlternativeText);
    }

    [Fact]
    public void The_numbers_have_the_name_that_they_are_given()
    {
        var corridor = new GridWorld(["S..G"]);
        var figure = corridor.Draw([10, 20, 70, 0], valueName: "% of steps");
        Assert.Contains(
            "The % of steps from 10 at row 0, column 0 to 70 at row 0, column 2; 10 at the start.",
            figure.AlternativeText,
            StringComparison.Ordinal
        );
        XNamespace none = "";
        Assert.Contains("% of steps", Svg(figure).Descendants(none + "text").Select(text => text.Value));
        Assert.Throws<ArgumentException>(() => corridor.Draw(valueName: " "));
    }

    private static XElement Svg(Figure figure)
    {
        var html = figure.ToHtml(offline: false);
        var from = html.IndexOf("<svg", StringComparison.Ordinal);
        return XElement.Parse(html[from..(html.IndexOf("</svg>", StringComparison.Ordinal) + 6)]);
    }

    private static double Contrast(string a, string b)
    {
        var (x, y) = (Luminance(a), Luminance(b));
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);

        static double Luminance(string color)
        {
            double[] weights = [0.2126, 0.7152, 0.0722];
            return Enumerable
                .Range(0, 3)
                .Sum(i =>
                {
                    var c = int.Parse(color.AsSpan(1 + (2 * i), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
                    return weights[i] * (c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4));
                });
        }
    }
}
