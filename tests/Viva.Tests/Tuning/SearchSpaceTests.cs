using Viva.Tuning;

namespace Viva.Tests.Tuning;

public sealed class SearchSpaceTests
{
    private static readonly SearchSpace Space = new SearchSpace()
        .LogUniform("rate", 0.01, 1)
        .Uniform("drop", -1, 3)
        .LogWhole("leaves", 2, 64)
        .Whole("depth", 1, 4)
        .Choice("learner", "trees", "linear", "network");

    [Fact]
    public void A_log_range_is_drawn_as_often_from_each_power_of_ten()
    {
        var random = new Random(1);
        var low = Enumerable.Range(0, 4000).Count(_ => Space.Sample(random)["rate"] < 0.1);
        Assert.InRange(low, 1850, 2150); // 2000, and five standard deviations of 32
    }

    [Fact]
    public void Each_whole_number_is_drawn_as_often_and_the_ends_are_reached()
    {
        var random = new Random(2);
        var counts = Enumerable.Range(0, 4000).Select(_ => Space.Sample(random).Whole("depth")).CountBy(depth => depth).ToDictionary();
        Assert.Equal([1, 2, 3, 4], counts.Keys.Order());
        Assert.All(counts.Values, count => Assert.InRange(count, 860, 1140));
    }

    [Fact]
    public void Whole_numbers_on_a_log_scale_are_drawn_by_the_width_of_their_interval()
    {
        var random = new Random(3);
        int[] leaves = [.. Enumerable.Range(0, 4000).Select(_ => Space.Sample(random).Whole("leaves"))];
        Assert.Equal((2, 64), (leaves.Min(), leaves.Max()));
        Assert.InRange(leaves.Count(one => one == 2) / 4000.0, 0.09, 0.145); // log(3 / 2) / log(65 / 2) = 0.1165
    }

    [Fact]
    public void A_configuration_returns_from_the_unit_cube()
    {
        var random = new Random(4);
        for (var i = 0; i < 200; i++)
        {
            var one = Space.Sample(random);
            var point = Space.ToUnit(one);
            Assert.All(point, u => Assert.InRange(u, 0, 1));
            var back = Space.FromUnit(point);
            Assert.Equal(one["rate"], back["rate"], 1e-12);
            Assert.Equal(one["drop"], back["drop"], 1e-12);
            Assert.Equal(one.With("rate", 1.0).With("drop", 0.0), back.With("rate", 1.0).With("drop", 0.0));
        }
    }

    [Fact]
    public void In_the_cube_the_middle_of_a_log_range_is_the_geometric_mean_and_options_are_as_far_apart_as_ends()
    {
        var one = Space.Grid()[0];
        Assert.Equal(0.1, one["rate"], 1e-12);
        Assert.Equal((11, 3, 1.0), (one.Whole("leaves"), one.Whole("depth"), one["drop"])); // sqrt(2 * 65) = 11.4
        Assert.Equal("trees", one.Choice("learner"));
        var (here, there) = (Space.ToUnit(one), Space.ToUnit(one.With("learner", "network")));
        Assert.Equal(1, here.Zip(there, (a, b) => (a - b) * (a - b)).Sum(), 1e-12);
    }

    [Fact]
    public void A_grid_holds_all_combinations_of_the_middles_of_equal_parts()
    {
        var grid = Space.Grid(("rate", 2), ("learner", 3));
        Assert.Equal(6, grid.Length);
        Assert.Equal(6, grid.Distinct().Count());
        double[] rates = [.. grid.Select(one => one["rate"]).Distinct()];
        Assert.Equal(Math.Pow(10, -1.5), rates[0], 1e-12);
        Assert.Equal(Math.Pow(10, -0.5), rates[1], 1e-12);
    }

    [Fact]
    public void The_example_of_the_notebook_nine_points_give_three_values_by_grid_and_nine_by_chance()
    {
        var space = new SearchSpace().Uniform("a", 0, 1).Uniform("b", 0, 1);
        var random = new Random(5);
        Assert.Equal(3, space.Grid(("a", 3), ("b", 3)).Select(one => one["a"]).Distinct().Count());
        Assert.Equal(9, Enumerable.Range(0, 9).Select(_ => space.Sample(random)["a"]).Distinct().Count());
    }

    [Fact]
    public void Parameters_of_one_option_hold_the_middle_elsewhere()
    {
        var space = new SearchSpace()
            .Choice("learner", "trees", "linear")
            .If("learner", "trees", some => some.LogWhole("leaves", 2, 64).LogUniform("rate", 0.01, 1))
            .If("learner", "linear", some => some.LogUniform("penalty", 0.01, 100));
        var random = new Random(9);
        for (var i = 0; i < 100; i++)
        {
            var one = space.Sample(random);
            Assert.Equal(one.Choice("learner") == "linear", one.Whole("leaves") == 11 && Math.Abs(one["rate"] - 0.1) < 1e-12);
            Assert.Equal(one.Choice("learner") == "trees", Math.Abs(one["penalty"] - 1) < 1e-12);
        }

        var grid = space.Grid(("learner", 2), ("leaves", 2), ("rate", 3), ("penalty", 4));
        Assert.Equal((6, 4), (grid.Count(one => one.Choice("learner") == "trees"), grid.Count(one => one.Choice("learner") == "linear")));
        Assert.Equal("learner linear, penalty 0.0316", grid[6].ToString());
        Assert.Equal(11, space.FromUnit([0, 1, 0.9, 0.9, 0.9]).Whole("leaves"));
        Assert.Throws<ArgumentException>(() => space.If("learner", "forest", _ => { }));
        Assert.Throws<ArgumentException>(() => space.If("rate", "trees", _ => { }));
    }

    [Fact]
    public void A_neighbour_stays_within_the_range()
    {
        var random = new Random(6);
        var corner = Space.Grid()[0].With("rate", 1).With("leaves", 64);
        for (var i = 0; i < 200; i++)
        {
            Assert.All(Space.ToUnit(Space.Near(corner, random)), u => Assert.InRange(u, 0, 1));
        }
    }

    [Fact]
    public void Wrong_ranges_and_names_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SearchSpace().LogUniform("rate", 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SearchSpace().Uniform("rate", 2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SearchSpace().LogWhole("leaves", 0, 4));
        Assert.Throws<ArgumentException>(() => new SearchSpace().Choice("learner", "trees"));
        Assert.Throws<ArgumentException>(() => new SearchSpace().Choice("learner", "trees", "trees"));
        Assert.Throws<ArgumentException>(() => new SearchSpace().Uniform("a", 0, 1).Uniform("a", 0, 1));
        Assert.Throws<ArgumentException>(() => Space.Grid(("speed", 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Space.Grid(("learner", 4)));
        Assert.Throws<ArgumentException>(() => Space.FromUnit([0.5]));
        Assert.Throws<ArgumentException>(() => Space.FromUnit([2, 0, 0, 0, 1, 0, 0]));
    }

    [Fact]
    public void A_configuration_knows_the_kinds_of_its_values()
    {
        var one = Space.Grid()[0];
        Assert.Equal(11, one["leaves"]);
        Assert.Throws<ArgumentException>(() => one["learner"]);
        Assert.Throws<ArgumentException>(() => one.Choice("rate"));
        Assert.Throws<ArgumentException>(() => one.Whole("rate"));
        Assert.Throws<ArgumentException>(() => one["speed"]);
        Assert.Throws<ArgumentException>(() => one.With("leaves", 2.5));
        Assert.Equal("rate 0.1, drop 1, leaves 11, depth 3, learner trees", one.ToString());
        Assert.Equal(2, one.With("drop", 2)["drop"]);
        Assert.Equal(one.GetHashCode(), Space.Grid()[0].GetHashCode());
    }
}
