using Viva.Claims;

namespace Viva.Tests.Claims;

public sealed class ClaimTests
{
    private const string Sentence = "Deeper nets forget <faster>";
    private const string Evidence = "norm 0.2 & falling";

    [Fact]
    public void A_judged_claim_holds_or_does_not_and_shows_its_evidence()
    {
        Assert.Equal($"✓ holds: {Sentence}\n  {Evidence}", Shown(holds: true).ToString());
        Assert.Equal($"✗ does not hold: {Sentence}\n  {Evidence}", Shown(holds: false).ToString());
    }

    [Theory]
    [InlineData(true, false, "quick mode")]
    [InlineData(false, true, "built-in data")]
    [InlineData(true, true, "quick mode, built-in data")]
    public void In_quick_mode_and_on_built_in_data_it_is_not_judged_says_why_and_has_neither_tick_nor_cross(
        bool quick,
        bool substitute,
        string reason
    )
    {
        foreach (var holds in (bool[])[true, false])
        {
            var view = Shown(holds, quick, substitute);
            Assert.Equal($"○ not judged ({reason}): {Sentence}\n  This run found: {Evidence}", view.ToString());
            Assert.DoesNotContain('✓', view.Html);
            Assert.DoesNotContain('✗', view.Html);
        }
    }

    [Fact]
    public void Meaning_does_not_depend_on_colour_and_words_are_escaped()
    {
        Assert.Contains("✓ holds", Shown(holds: true).Html, StringComparison.Ordinal);
        Assert.Contains("✗ does not hold", Shown(holds: false).Html, StringComparison.Ordinal);
        Assert.Contains("○ not judged (quick mode)", Shown(holds: false, quick: true).Html, StringComparison.Ordinal);
        Assert.Contains("<strong>Deeper nets forget &lt;faster&gt;</strong>", Shown(holds: true).Html, StringComparison.Ordinal);
        Assert.Contains("norm 0.2 &amp; falling", Shown(holds: true).Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_reads_the_claim_with_why_it_is_not_judged()
    {
        Assert.Equal(
            """{"sentence":"a grows","holds":false,"evidence":"2 \u003C 3","judged":true}""",
            Json(Claim.View(" a grows ", false, "2 < 3", quick: false, substitute: false))
        );
        Assert.Equal(
            """{"sentence":"a grows","holds":true,"evidence":"4 \u003E 3","judged":false,"notJudged":"built-in data"}""",
            Json(Claim.View("a grows", true, "4 > 3", quick: false, substitute: true))
        );
    }

    [Fact]
    public void No_sentence_and_no_evidence_are_errors()
    {
        Assert.Throws<ArgumentException>("sentence", () => Claim.That(" ", true, "x"));
        Assert.Throws<ArgumentNullException>("sentence", () => Claim.That(null!, true, "x"));
        Assert.Throws<ArgumentException>("evidence", () => Claim.That("x", true, ""));
        Assert.Throws<ArgumentNullException>("evidence", () => Claim.That("x", true, null!));
    }

    private static ClaimView Shown(bool holds, bool quick = false, bool substitute = false) =>
        Claim.View(Sentence, holds, Evidence, quick, substitute);

    private static string Json(ClaimView view) => view.Json;
}
