using System.Globalization;
using System.Text.RegularExpressions;
using Markdig.Extensions.Mathematics;
using Markdig.Syntax;
using Viva.Notebooks.Documents;

namespace Viva.Notebooks.Checks;

/// <summary>The rules about the order of a notebook and what each part of it holds.</summary>
internal static partial class AnatomyRules
{
    public const string ShortAnswer = "The short answer";
    private const string Picture = "The picture and the formula";
    public const string SetUp = "Set-up";
    private const string Deliverable = "The deliverable";
    private const string WhatGoesWrong = "What goes wrong";
    private const string FollowUps = "What the interviewer asks next";
    private const string YourTurn = "Your turn";
    private const string CheckYourself = "Check yourself";
    private const string Summary = "Summary";
    public const string Sources = "Sources";

    private const int MostWords = 120;

    // The depth sections have titles of their own and stand between the deliverable and "What goes wrong".
    private static readonly string[] BeforeDepth = [ShortAnswer, Picture, SetUp, Deliverable];
    private static readonly string[] AfterDepth = [WhatGoesWrong, FollowUps, YourTurn, CheckYourself, Summary, Sources];
    private static readonly string[] DeliverableParts = ["Data", "Model", "Training", "Evaluation", "Saved model", "New input"];
    private static readonly string[] HeaderRows = ["You will be able to", "Know first", "Read", "Run", "Data"];
    private static readonly string[] ExerciseParts = ["exercise", "check", "solution"];

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("title", "The title says which question this is, in every list and on every page.", Title),
        new("header", "A reader decides on the first screen: what is asked, what it takes, what it gives.", Header),
        new(
            "section-starts-cell",
            "Slides, flash cards and contents are made of sections, and a section is made of cells.",
            SectionStartsCell
        ),
        new("sections", "Whoever knows one notebook finds the way in all of them.", SectionOrder),
        new("short-answer", "It is what one says in the first minute, and it is the flash card.", ShortAnswerIsShort),
        new("picture", "An interviewer asks for it on the whiteboard.", PictureAndFormula),
        new("set-up", "Sizes and seeds are set once, behind the library and before everything else.", SetUpHasSettings),
        new("deliverable", "A coding question is answered by a program, first.", DeliverableIsComplete),
        new("depth-sections", "Each section makes one claim and shows it by running.", DepthSections),
        new("what-goes-wrong", "A mistake is believed when its number is seen.", WhatGoesWrongShows),
        new("follow-ups", "The interview goes on after the first answer.", notebook => FoldedAnswers(notebook, FollowUps, 5, 8)),
        new("exercises", "Starter, check and solution let a workshop edition be cut from the same file.", Exercises),
        new(
            "check-yourself",
            "Three questions tell a reader whether to read again.",
            notebook => FoldedAnswers(notebook, CheckYourself, 3, 3)
        ),
        new("summary", "Four sentences are remembered.", SummaryHasFourBullets),
        new("sources", "A claim has an origin and a year.", SourcesHaveYears),
    ];

    private static IEnumerable<Fault> Title(NotebookOutline notebook)
    {
        var titles = notebook.Headings.Where(heading => heading.Level == 1).ToList();
        if (titles.FirstOrDefault() is not { Cell.Number: 1, IsFirst: true } title)
        {
            yield return new Fault($"The first cell must start with the title: # {notebook.Number ?? 1:00} · Title.");
            yield break;
        }

        if (notebook.Header.Number is null)
        {
            yield return new Fault(
                title.Cell,
                title.Line,
                $"The title is '{title.Text}': write it as '# {notebook.Number ?? 1:00} · Title', with a middle dot."
            );
        }
        else if (notebook.Number is { } number && notebook.Header.Number != number)
        {
            yield return new Fault(
                title.Cell,
                title.Line,
                $"The title says {notebook.Header.Number:00} and the file's name {number:00}: make them agree."
            );
        }

        foreach (var second in titles.Skip(1))
        {
            yield return new Fault(second.Cell, second.Line, $"'# {second.Text}' is a second title: use ## or ###.");
        }
    }

    private static IEnumerable<Fault> Header(NotebookOutline notebook)
    {
        if (notebook.Cells is not [{ Cell.Kind: CellKind.Markdown } first, ..])
        {
            yield break;
        }

        var header = notebook.Header;
        if (header.Question is null)
        {
            yield return new Fault(first, "The title cell lacks the question: put it under the title as a quotation, '> What is ...?'.");
        }

        if (header.Columns.Count == 0)
        {
            yield return new Fault(
                first,
                $"The title cell lacks the table: '| At a glance | Question {notebook.Number ?? 1} |' with the rows "
                    + $"{string.Join(", ", HeaderRows)}."
            );
            yield break;
        }

        string[] columns = ["At a glance", string.Create(CultureInfo.InvariantCulture, $"Question {notebook.Number ?? header.Number}")];
        if (!header.Columns.SequenceEqual(columns))
        {
            yield return new Fault(first, $"The table's head must be '| {columns[0]} | {columns[1]} |', for screen readers and for lists.");
        }

        if (!header.Rows.Select(row => row.Key).SequenceEqual(HeaderRows))
        {
            yield return new Fault(first, $"The table's rows must be, in this order: {string.Join(", ", HeaderRows)}.");
        }

        foreach (var (label, _) in header.Rows.Where(row => row.Value.Length == 0))
        {
            yield return new Fault(first, $"The row '{label}' is empty: fill it in, if only with 'nothing'.");
        }

        if (header["Read"] is { Length: > 0 } && header.ReadMinutes is null)
        {
            yield return new Fault(first, "The row 'Read' must say how many minutes: '25 minutes'.");
        }

        if (header["Run"] is { Length: > 0 } run && !MeasuredTime().IsMatch(run))
        {
            yield return new Fault(
                first,
                "The row 'Run' must say the measured time and the processor: 'about 70 s on 2 cores of an AMD EPYC'."
            );
        }
    }

    private static IEnumerable<Fault> SectionStartsCell(NotebookOutline notebook) =>
        from heading in notebook.Headings
        where heading.Level == 2 && !heading.IsFirst
        select new Fault(heading.Cell, heading.Line, $"'## {heading.Text}' stands inside a cell: start a new cell with it.");

    private static IEnumerable<Fault> SectionOrder(NotebookOutline notebook)
    {
        string[] fixedTitles = [.. BeforeDepth.Where(title => title != Deliverable || notebook.IsCoding), .. AfterDepth];
        foreach (var missing in fixedTitles.Where(title => notebook.Find(title) is null))
        {
            yield return new Fault(null, null, $"There is no section '## {missing}': add it.");
        }

        var seen = new HashSet<string>();
        (int Place, string Title) last = (-1, "");
        foreach (var section in notebook.Sections)
        {
            var place = PlaceOf(section);
            if (place < 0 || (section.Title == Deliverable && notebook.Number is not null && !notebook.IsCoding))
            {
                yield return new Fault(
                    section.Start,
                    section.Line,
                    $"'## {section.Title}' is no section of a notebook: number it ('## 1 · {section.Title}') or use ### inside a section."
                );
                continue;
            }

            if (!seen.Add(section.Title))
            {
                yield return new Fault(section.Start, section.Line, $"'## {section.Title}' stands twice: join the two.");
            }
            else if (place < last.Place)
            {
                yield return new Fault(
                    section.Start,
                    section.Line,
                    $"'## {section.Title}' comes after '## {last.Title}': it belongs before it."
                );
            }
            else
            {
                last = (place, section.Title);
            }
        }
    }

    private static int PlaceOf(Section section) =>
        Section.IsDepth(section.Title) || section.Start.BeginsDeeper ? BeforeDepth.Length
        : Array.IndexOf(BeforeDepth, section.Title) is >= 0 and var before ? before
        : Array.IndexOf(AfterDepth, section.Title) is >= 0 and var after ? BeforeDepth.Length + 1 + after
        : -1;

    private static IEnumerable<Fault> ShortAnswerIsShort(NotebookOutline notebook)
    {
        if (notebook.Find(ShortAnswer) is not { } section)
        {
            yield break;
        }

        foreach (var cell in section.Cells.Skip(1))
        {
            yield return new Fault(cell, $"'## {ShortAnswer}' is one cell and stands alone: move this one to another section.");
        }

        var words = section.Start.Prose.Skip(1).Sum(block => Words().Count(block.Text));
        if (words == 0)
        {
            yield return new Fault(section.Start, "The short answer is empty: write what you would say in the first minute.");
        }

        if (words > MostWords)
        {
            yield return new Fault(
                section.Start,
                $"The short answer has {words} words, {MostWords} are the most: leave the rest to the sections."
            );
        }
    }

    private static IEnumerable<Fault> PictureAndFormula(NotebookOutline notebook)
    {
        if (notebook.Find(Picture) is not { } section)
        {
            yield break;
        }

        if (!section.Code.Any(cell => cell.Code.Commands.Any(command => command.Text == CodeRules.Import)))
        {
            yield return new Fault(section.Start, $"'## {Picture}' lacks the cell {CodeRules.Import}, which the picture needs.");
        }

        if (!section.Code.Any(cell => cell.Code.Creates("Diagram")))
        {
            yield return new Fault(section.Start, $"'## {Picture}' has no picture: draw it in a cell, new Diagram(...).");
        }

        if (!section.Text.Any(cell => cell.Text.Descendants().Any(part => part is MathBlock or MathInline { DelimiterCount: 2 })))
        {
            yield return new Fault(section.Start, $"'## {Picture}' has no formula: write it between $$ and $$, with every symbol named.");
        }
    }

    private static IEnumerable<Fault> SetUpHasSettings(NotebookOutline notebook)
    {
        if (notebook.Find(SetUp) is not { } section)
        {
            yield break;
        }

        // Where there is no picture yet, the import stands here.
        var (wanted, what) = notebook.Find(Picture) is null ? (2, "two: #!import setup.dib, then the settings") : (1, "one: the settings");
        var code = section.Code.ToList();
        if (code.Count != wanted)
        {
            yield return new Fault(
                code.Count > wanted ? code[wanted] : section.Start,
                $"'## {SetUp}' has {code.Count} code cell{(code.Count == 1 ? "" : "s")} and must have {what}."
            );
        }
        else if (code[^1].Code.Commands.Count == 0 && code[^1].Code.Root.Members.Count == 0)
        {
            yield return new Fault(code[^1], "The settings cell is empty: put seed, epochs and sizes there.");
        }
    }

    private static IEnumerable<Fault> DeliverableIsComplete(NotebookOutline notebook)
    {
        if (!notebook.IsCoding || notebook.Find(Deliverable) is not { } section)
        {
            yield break;
        }

        var headings = section.Text.SelectMany(cell => cell.Headings).Where(heading => heading.Level == 3).ToList();
        var last = -1;
        foreach (var part in DeliverableParts)
        {
            var place = headings.FindIndex(heading => heading.Text == part);
            if (place < 0)
            {
                yield return new Fault(
                    section.Start,
                    $"'## {Deliverable}' lacks '### {part}': the program has {string.Join(", ", DeliverableParts)}."
                );
                continue;
            }

            var heading = headings[place];
            if (place < last)
            {
                yield return new Fault(heading.Cell, heading.Line, $"'### {part}' is out of order: {string.Join(", ", DeliverableParts)}.");
            }

            last = Math.Max(last, place);
            var end = place + 1 < headings.Count ? headings[place + 1].Cell.Number : section.Cells[^1].Number + 1;
            if (!section.Code.Any(cell => cell.Number > heading.Cell.Number && cell.Number < end))
            {
                yield return new Fault(heading.Cell, heading.Line, $"'### {part}' has no code cell: show it by running.");
            }
        }
    }

    private static IEnumerable<Fault> DepthSections(NotebookOutline notebook)
    {
        var sections = notebook.DepthSections.ToList();
        if (sections.Count is < 3 or > 7)
        {
            yield return new Fault(
                $"There are {sections.Count} numbered sections, and there must be three to seven: '## 1 · A claim, said as a sentence'."
            );
        }

        for (var i = 0; i < sections.Count; i++)
        {
            var section = sections[i];
            var number = (i + 1).ToString(CultureInfo.InvariantCulture);
            if (!section.HasNumber(i + 1))
            {
                yield return new Fault(
                    section.Start,
                    section.Line,
                    $"'## {section.Title}' is the numbered section {number}: write '## {number} · ...'."
                );
            }

            if (!section.Code.Any())
            {
                yield return new Fault(section.Start, section.Line, $"'## {section.Title}' has no code cell: show its claim by running.");
            }
        }
    }

    private static IEnumerable<Fault> WhatGoesWrongShows(NotebookOutline notebook)
    {
        if (notebook.Find(WhatGoesWrong) is { } section && !section.Code.Any())
        {
            yield return new Fault(section.Start, $"'## {WhatGoesWrong}' has no code cell: leave out the fix and print the number.");
        }
    }

    private static IEnumerable<Fault> FoldedAnswers(NotebookOutline notebook, string title, int least, int most)
    {
        if (notebook.Find(title) is not { } section)
        {
            yield break;
        }

        var answers = section.Text.Sum(cell => Details().Count(cell.Cell.Source));
        var wanted = least == most ? $"exactly {least}" : $"{least} to {most}";
        if (answers < least || answers > most)
        {
            yield return new Fault(
                section.Start,
                $"'## {title}' has {answers} folded answers and must have {wanted}: <details>, <summary>, the answer, </details>."
            );
        }
    }

    private static IEnumerable<Fault> Exercises(NotebookOutline notebook)
    {
        var section = notebook.Find(YourTurn);
        foreach (
            var cell in notebook.Cells.Where(cell => cell.Cell.Tags.Intersect(ExerciseParts).Any() && section?.Cells.Contains(cell) != true)
        )
        {
            yield return new Fault(cell, $"The tag '{cell.Cell.Tags[0]}' stands outside '## {YourTurn}': move the cell or remove the tag.");
        }
        if (section is null)
        {
            yield break;
        }

        var headings = section.Text.SelectMany(cell => cell.Headings).Where(heading => heading.Level == 3).ToList();
        if (headings.Count is < 2 or > 3)
        {
            yield return new Fault(
                section.Start,
                $"'## {YourTurn}' has {headings.Count} exercises and must have two or three: '### Exercise 1 · Name'."
            );
        }

        for (var i = 0; i < headings.Count; i++)
        {
            var heading = headings[i];
            var start = string.Create(CultureInfo.InvariantCulture, $"Exercise {i + 1} · ");
            if (!heading.Text.StartsWith(start, StringComparison.Ordinal))
            {
                yield return new Fault(heading.Cell, heading.Line, $"'### {heading.Text}' must start with '{start}'.");
            }

            var end = i + 1 < headings.Count ? headings[i + 1].Cell.Number : section.Cells[^1].Number + 1;
            var tagged = section
                .Code.Where(cell => cell.Number > heading.Cell.Number && cell.Number < end && cell.Cell.Tags.Count > 0)
                .ToList();
            if (!tagged.SelectMany(cell => cell.Cell.Tags).SequenceEqual(ExerciseParts))
            {
                yield return new Fault(
                    heading.Cell,
                    heading.Line,
                    "The exercise must have three code cells tagged exercise, check and solution in this order; it has: "
                        + $"{(tagged.Count == 0 ? "none" : string.Join(", ", tagged.SelectMany(cell => cell.Cell.Tags)))}."
                );
            }
            foreach (
                var check in tagged.Where(cell =>
                    cell.Cell.Tags.Contains("check") && !cell.Code.Members().Any(member => member.Owner == "Check")
                )
            )
            {
                yield return new Fault(check, "The check cell calls nothing of Check: use Check.That or Check.Close, with a hint.");
            }
        }
    }

    private static IEnumerable<Fault> SummaryHasFourBullets(NotebookOutline notebook)
    {
        if (notebook.Find(Summary) is not { } section)
        {
            yield break;
        }

        var bullets = section.Text.SelectMany(cell => cell.Text.OfType<ListBlock>()).Where(list => !list.IsOrdered).Sum(list => list.Count);
        if (bullets != 4)
        {
            yield return new Fault(section.Start, $"'## {Summary}' has {bullets} bullets and must have four.");
        }
    }

    private static IEnumerable<Fault> SourcesHaveYears(NotebookOutline notebook)
    {
        if (notebook.Find(Sources) is not { } section)
        {
            yield break;
        }

        var items = section
            .Text.SelectMany(cell => cell.Text.OfType<ListBlock>().SelectMany(list => list).Select(item => (cell, item)))
            .ToList();
        if (items.Count == 0)
        {
            yield return new Fault(section.Start, $"'## {Sources}' is not a list: name each paper or chapter with its year.");
        }

        foreach (var (cell, item) in items)
        {
            var text = cell.Cell.Source[item.Span.Start..Math.Min(cell.Cell.Source.Length, item.Span.End + 1)];
            if (!Year().IsMatch(text))
            {
                yield return new Fault(cell, item.Line + 1, "The source has no year: add it.");
            }
        }
    }

    [GeneratedRegex(@"\d\s*(s|seconds?|minutes?)\b.*\bon\b", RegexOptions.Singleline)]
    private static partial Regex MeasuredTime();

    /// <summary>The words of prose; a formula or a piece of code is one.</summary>
    [GeneratedRegex(@"[\w\ufffc][^\s]*")]
    public static partial Regex Words();

    [GeneratedRegex(@"^<details\b", RegexOptions.Multiline)]
    private static partial Regex Details();

    [GeneratedRegex(@"\b(1[89]|20)\d\d\b")]
    private static partial Regex Year();
}
