using Viva.Display.Hosts;
using Viva.Runtime;

namespace Viva.Data;

/// <summary>
/// What the command <c>viva data</c> calls. It loads this assembly without referring to it, finds <see cref="Run"/> by name, and gives and
/// gets nothing but texts, so that words, colours and exit codes stay with the command.
/// </summary>
internal static class ShelfCommand
{
    /// <summary>
    /// Carries out <paramref name="verb"/>: list, reach (the list, after asking the publishers), pull, verify, forget, where; mirror and
    /// show, whose first word is a folder. The rest of <paramref name="words"/> are data sets.
    /// </summary>
    /// <param name="verb">What to do.</param>
    /// <param name="words">With what.</param>
    /// <param name="tell">
    /// Told a kind and its texts: <c>row</c> (the properties of a <see cref="ShelfItem"/>), <c>pair</c> (label, value), <c>ok</c> and
    /// <c>fail</c> (name, finding, next step), <c>progress</c> (a passing line), <c>usage</c>
    /// and <c>environment</c> (why nothing was done).
    /// </param>
    internal static void Run(string verb, string[] words, Action<string, string[]> tell)
    {
        using var use = DisplayHost.Use(new DelegateHost(Progress));
        try
        {
            Carry(verb, words, new DataShelf(), tell);
        }
        catch (Exception exception)
            when (exception is SettingException or NativeLibraryException
                || (exception is DataException fault && DataShelf.IsFolderFault(fault))
            )
        {
            tell("environment", [exception.Message]);
        }
        catch (ShelfUsageException exception)
        {
            tell("usage", [exception.Message]);
        }
        catch (DataException exception)
        {
            tell("fail", [Path.GetFileName(exception.File), exception.Problem, exception.NextStep]);
        }

        void Progress(object value)
        {
            if (DisplayHost.TextOf(value) is { Length: > 0 } text)
                tell("progress", [text]);
        }
    }

    private static void Carry(string verb, string[] words, DataShelf shelf, Action<string, string[]> tell)
    {
        switch (verb)
        {
            case "list":
                Rows(shelf.List());
                break;
            case "reach":
                if (shelf.MissingMirror is { } mirror)
                    tell("fail", ["mirror", $"the mirror {mirror} is not there", "Correct VIVA_MIRROR, or take it away."]);
                Rows(shelf.ReachAsync(TimeSpan.FromSeconds(8)).GetAwaiter().GetResult());
                break;
            case "where":
                foreach (var (label, value) in shelf.Where())
                    tell("pair", [label, value]);
                break;
            case "pull":
                shelf.Pull(words, Report);
                break;
            case "verify":
                shelf.Verify(words, Report);
                break;
            case "forget":
                shelf.Forget(words, Report);
                break;
            case "mirror":
                shelf.Mirror(words[0], words[1..], Report);
                break;
            case "show" when words.Length == 1:
                shelf.ShowAll(words[0], Report);
                break;
            case "show":
                foreach (var name in words[1..])
                    Report(new ShelfReport(name, true, shelf.Show(name, words[0])));
                break;
            default:
                throw new ShelfUsageException($"There is nothing called '{verb}' to do with data.");
        }

        void Rows(IReadOnlyList<ShelfItem> items)
        {
            foreach (var item in items)
                tell("row", [item.Name, item.Title, item.Size, item.Licence, item.Place, item.Call]);
        }

        void Report(ShelfReport report) => tell(report.Good ? "ok" : "fail", [report.Name, report.Finding, report.NextStep]);
    }
}
