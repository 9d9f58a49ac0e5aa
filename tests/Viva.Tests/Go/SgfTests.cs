using Viva.Go;

namespace Viva.Tests.Go;

public sealed class SgfTests
{
    // After the examples of the format's own pages (red-bean.com/sgf): variations, and text with escapes.
    private const string Variations = "(;FF[4]C[root](;C[a];C[b](;C[c])(;C[d];C[e]))(;C[f](;C[g];C[h];C[i])(;C[j])))";

    [Fact]
    public void Variations_are_kept()
    {
        var root = Assert.Single(Sgf.Parse(Variations));
        Assert.Equal(["4"], root["FF"]);
        Assert.Equal(["a", "f"], root.Children.Select(child => child["C"][0]));
        Assert.Equal("e", root.Children[0].Children[0].Children[1].Children[0]["C"][0]);
        var again = Sgf.Parse(Sgf.Write([root]))[0];
        Assert.Equal(Flat(root), Flat(again));
        Assert.Equal(11, Flat(root).Count(character => character == ';'));
    }

    [Fact]
    public void Escapes_and_ends_of_lines_in_text_are_resolved()
    {
        const string Text =
            "(;C[Meijin NR: yeah, k4 is won\\\nderful\nsweat NR: thank you! :\\)\n"
            + "yada NR: yup. I like this move too. It's a move only to be expected from a pro. I really like it :\\)])";
        Assert.Equal(
            "Meijin NR: yeah, k4 is wonderful\nsweat NR: thank you! :)\nyada NR: yup. I like this move too. "
                + "It's a move only to be expected from a pro. I really like it :)",
            Sgf.Parse(Text)[0]["C"][0]
        );
        Assert.Equal("a\nb\nc", Sgf.Parse("(;C[a\r\nb\rc])")[0]["C"][0]);
        Assert.Equal("ab", Sgf.Parse("(;C[a\\\r\nb])")[0]["C"][0]);
    }

    [Theory]
    [InlineData("brackets [inside] and \\ backslashes \\\\ ]")]
    [InlineData("lines\nand : colons ; ( )")]
    [InlineData("围棋")]
    [InlineData("")]
    [InlineData(" blanks ")]
    [InlineData("\\")]
    public void Any_text_comes_back(string text) =>
        Assert.Equal(text, Sgf.Parse(Sgf.Write([new SgfNode().Add("C", text).Add("XX", "1", text, "3")]))[0]["XX"][1]);

    [Fact]
    public void Random_trees_come_back()
    {
        var random = new Random(4);
        SgfNode Tree(int depth)
        {
            var node = new SgfNode();
            for (var i = random.Next(4); i > 0; i--)
            {
                node.Add(
                    ((char)('A' + i)).ToString(),
                    [
                        .. Enumerable
                            .Range(0, random.Next(1, 4))
                            .Select(_ => string.Concat(Enumerable.Range(0, random.Next(5)).Select(_ => "a]\\[\n:"[random.Next(6)]))),
                    ]
                );
            }

            for (var i = depth > 5 ? 0 : random.Next(depth == 0 ? 1 : 0, 4); i > 0; i--)
            {
                node.Children.Add(Tree(depth + 1));
            }

            return node;
        }

        for (var i = 0; i < 30; i++)
        {
            SgfNode[] trees = [Tree(0), Tree(0)];
            var again = Sgf.Parse("mail header (no game)\n" + Sgf.Write(trees) + "\ntrailing");
            Assert.Equal(trees.Select(Flat), again.Select(Flat));
        }
    }

    [Fact]
    public void A_tree_as_deep_as_a_hostile_file_makes_it_is_read_and_written()
    {
        var deep = "(;C[0]" + string.Concat(Enumerable.Repeat("(;C[1]", 100_000)) + new string(')', 100_001);
        var root = Sgf.Parse(deep)[0];
        Assert.Equal(root.Children[0]["C"], Sgf.Parse(Sgf.Write([root]))[0].Children[0]["C"]);
    }

    [Theory]
    [InlineData("there is no game", "")]
    [InlineData("there is no game", "hello (world)")]
    [InlineData("line 1, column 6: the text ends within a game; a ')' is missing", "(;B[]")]
    [InlineData("line 1, column 4: the value of B that begins here has no ']'", "(;B[aa")]
    [InlineData("line 2, column 2: the property B has no value", "(;\nB)")]
    [InlineData("the property B stands twice in a node", "(;B[aa]B[bb])")]
    [InlineData("']' stands where", "(;B[aa]; W[bb] ]x)")]
    [InlineData("a variation begins with a node", "(;B[aa]())")]
    [InlineData("no capital letter", "(;b[aa])")]
    [InlineData("'1' stands where", "(;1[aa])")]
    public void Damaged_files_are_refused_with_the_place(string words, string text) =>
        Assert.Contains(words, Assert.Throws<FormatException>(() => Sgf.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_beginning_of_a_file_is_read_or_refused_by_name()
    {
        var game = GoGame.Play(new RandomPlayout(1).Choose, new RandomPlayout(2).Choose, 5);
        var text = game.ToSgf();
        for (var length = 0; length < text.Length; length++)
        {
            try
            {
                GoGame.OfSgf(text[..length]);
            }
            catch (FormatException e)
            {
                Assert.StartsWith("SGF", e.Message, StringComparison.Ordinal);
            }
        }

        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
        {
            var damaged = text.ToCharArray();
            damaged[random.Next(damaged.Length)] = "()[];\\aBWz1 "[random.Next(12)];
            try
            {
                GoGame.OfSgf(new string(damaged));
            }
            catch (FormatException e)
            {
                Assert.StartsWith("SGF", e.Message, StringComparison.Ordinal);
            }
        }
    }

    private static string Flat(SgfNode node) =>
        $";{string.Join('|', node.Properties.Select(property => $"{property.Key}={string.Join(',', property.Value)}"))}"
        + string.Concat(node.Children.Select(child => $"<{Flat(child)}>"));
}
