using Viva.Data.Inventory;
using Viva.Data.Settings;

namespace Viva.Cli.Doctor;

/// <summary>Where each data set can be had from: the cache, the mirror, its publishers, or nowhere.</summary>
internal static class DataExamination
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <summary>Looks in the folders and asks the publishers.</summary>
    public static async Task<IReadOnlyList<Verdict>> RunAsync(string workingDirectory, CancellationToken cancellation)
    {
        try
        {
            var environment = DataEnvironment.FromProcess(workingDirectory) with { Cancellation = cancellation };
            var list = await DatasetList.ReachableAsync(environment, Patience).ConfigureAwait(false);
            return Verdicts(list, DataPlaces.MissingMirror(environment));
        }
        catch (SettingException exception)
        {
            return [new Verdict(Health.Fail, "Data", exception.Message)];
        }
    }

    /// <summary>What the list says, in one line for each place.</summary>
    public static IReadOnlyList<Verdict> Verdicts(IReadOnlyList<DatasetStatus> list, string? missingMirror)
    {
        var verdicts = new List<Verdict>();
        if (missingMirror is not null)
        {
            verdicts.Add(new Verdict(Health.Fail, "Data", $"the mirror {missingMirror} is not there", "Correct or unset VIVA_MIRROR."));
        }

        Add(DatasetPlace.Cache, Health.Ok, "in the cache");
        Add(DatasetPlace.Mirror, Health.Ok, "in the mirror");
        Add(DatasetPlace.Download, Health.Ok, "can be downloaded");
        Add(
            DatasetPlace.NotHere,
            Health.Note,
            "cannot be had here",
            "Connect to the network (and unset VIVA_OFFLINE), or set VIVA_MIRROR to a folder or address that holds the data. "
                + "Where a set has a built-in substitute, that takes its place."
        );
        Add(DatasetPlace.BuiltIn, Health.Ok, "built in");
        return verdicts;

        void Add(DatasetPlace place, Health state, string words, string? nextStep = null)
        {
            var names = list.Where(status => status.Place == place).Select(status => status.Name).ToList();
            if (names.Count > 0)
            {
                verdicts.Add(new Verdict(state, "Data", $"{words}: {string.Join(", ", names)}", nextStep));
            }
        }
    }
}
