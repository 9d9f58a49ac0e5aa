using Viva.Notebooks.Documents;

namespace Notebooks.Tests;

/// <summary>Checks of exercises reject what is wrong. That they accept the solutions is a part of every run.</summary>
public sealed class WrongAnswerTests(ExecutedNotebooks notebooks)
{
    private const int Least = 2;

    public static TheoryData<string> All => [.. ExecutedNotebooks.Names];

    public static TheoryData<string> Answered => [.. ExecutedNotebooks.Names.Where(notebook => WrongAnswer.Of(notebook).Count > 0)];

    [Theory]
    [MemberData(nameof(All))]
    public void Each_check_has_two_wrong_answers(string notebook)
    {
        var answers = WrongAnswer.Of(notebook).CountBy(answer => answer.Check).ToDictionary();
        List<string> lacking =
        [
            .. WrongAnswer
                .ChecksOf(NotebookDocument.Read(ExecutedNotebooks.FileOf(notebook)))
                .Select(check => check.Id)
                .Where(check => answers.GetValueOrDefault(check) < Least),
        ];

        Assert.Empty(lacking);
    }

    [Fact]
    public void Each_wrong_answer_has_a_check_and_names_its_slip()
    {
        Assert.All(
            Directory.GetDirectories(WrongAnswer.Folder),
            folder => Assert.Contains(ExecutedNotebooks.Names, name => name[..2] == Path.GetFileName(folder))
        );
        foreach (var notebook in ExecutedNotebooks.Names)
        {
            var checks = WrongAnswer.ChecksOf(NotebookDocument.Read(ExecutedNotebooks.FileOf(notebook))).Select(check => check.Id).ToList();
            Assert.All(WrongAnswer.Of(notebook), answer => Assert.Contains(answer.Check, checks));
            Assert.All(
                WrongAnswer.Of(notebook),
                answer => Assert.Matches(@"^[a-z0-9-]+\.[a-z0-9]+(-[a-z0-9]+)*\.csx$", Path.GetFileName(answer.File))
            );
        }
    }

    [Theory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(Answered))]
    public async Task A_check_rejects_each_wrong_answer(string notebook)
    {
        var faults = await notebooks.WrongAnswerFaultsAsync(notebook);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }
}
