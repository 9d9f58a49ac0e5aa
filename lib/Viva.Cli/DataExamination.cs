namespace Viva.Cli;

/// <summary>Where each data set can be had from: the cache, the mirror, its publishers, or nowhere.</summary>
internal static class DataExamination
{
    public static async Task<IReadOnlyList<Verdict>> RunAsync(Repository repository, CancellationToken cancellation)
    {
        if (!DataLibrary.IsBuilt(repository))
            return [new Verdict(Health.Note, "Data", "not looked at, for that needs the library", "Put the library right first.")];

        var told = new List<(string Kind, string[] Texts)>();
        var reach = DataLibrary.Load(repository);
        await Task.Run(() => reach("reach", [], (kind, texts) => told.Add((kind, texts))), cancellation)
            .WaitAsync(cancellation)
            .ConfigureAwait(false);
        return Verdicts(told);
    }

    /// <summary>What the library told, in one line for each place.</summary>
    public static IReadOnlyList<Verdict> Verdicts(IReadOnlyList<(string Kind, string[] Texts)> told)
    {
        var verdicts = new List<Verdict>();
        foreach (var (kind, texts) in told)
        {
            if (kind == "fail")
                verdicts.Add(new Verdict(Health.Fail, "Data", texts[1], texts[2]));
            else if (kind == "environment")
                verdicts.Add(new Verdict(Health.Fail, "Data", texts[0]));
        }

        // A row: name, title, size, licence, place, call.
        var places = told.Where(one => one.Kind == "row").ToLookup(one => one.Texts[4], one => one.Texts[0]);
        Add("cache", Health.Ok, "in the cache");
        Add("mirror", Health.Ok, "in the mirror");
        Add("download", Health.Ok, "can be downloaded");
        Add(
            "not here",
            Health.Note,
            "cannot be had here",
            "Connect to the network (and take VIVA_OFFLINE away), or set VIVA_MIRROR to a folder or address that holds the "
                + "data. Where a set has a built-in substitute, that takes its place."
        );
        Add("built-in", Health.Ok, "built in");
        return verdicts;

        void Add(string place, Health state, string words, string? nextStep = null)
        {
            if (places.Contains(place))
                verdicts.Add(new Verdict(state, "Data", $"{words}: {string.Join(", ", places[place])}", nextStep));
        }
    }
}
