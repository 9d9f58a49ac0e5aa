using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Viva.Data.Catalog;
using Viva.Data.Inventory;
using Viva.Notebooks.Running;

namespace Viva.Cli.Data;

/// <summary>The command <c>viva data</c>: its parts and their words. The library does the work.</summary>
internal static class DataCommand
{
    private const string NamesDescription = "Data sets by name, as viva data list has them.";

    public static Command Create(CommandContext context) =>
        new(
            "data",
            """
            Shows the data sets, brings them here, checks them, and copies them for others.

            A data set is looked for in the cache, then in the mirror (VIVA_MIRROR), then at its publishers. Notebooks do that
            themselves: this command is for doing it beforehand, for a room without a network, and for looking.

            Examples:
              viva data list                    what there is, and where it is now
              viva data pull for 1-10           bring what the first ten questions need
              viva data show mnist              a page with a sample of it
              viva data mirror /media/stick     a copy for the other machines of a workshop

            Each part has its own page: viva data pull --help
            """
        )
        {
            List(context),
            Pull(context),
            Verify(context),
            Forget(context),
            Mirror(context),
            Where(context),
            Show(context),
        };

    private static Command List(CommandContext context)
    {
        var command = new Command(
            "list",
            """
            Shows every data set: name, what it is, size, licence, where it is now, and which notebooks use it.

            cache     on this disk, ready
            mirror    in the folder that VIVA_MIRROR names, read in place
            download  not here: a notebook downloads it at first use, or viva data pull now
            not here  not here, and nothing can bring it: VIVA_OFFLINE=1 forbids the network, or nobody serves it
            built-in  made by the library when it is asked for

            "up to" stands where the publisher's size is not known beforehand.

            Examples:
              viva data list
              viva data list | grep cache     those that are on this disk
            """
        );
        command.SetAction(_ =>
        {
            var usage = DatasetUsage.Of(Repository.Find(context.WorkingDirectory));
            WriteList(context, DatasetList.Of(DataEnvironment.FromProcess(context.WorkingDirectory)), usage);
            return ExitCode.Good;
        });
        return command;
    }

    private static Command Pull(CommandContext context)
    {
        var words = new Argument<string[]>("names")
        {
            Arity = ArgumentArity.OneOrMore,
            HelpName = "names|all|for notebooks",
            Description = $"{NamesDescription} all brings every set, for 1-10 those that the notebooks 1 to 10 use.",
        };
        var command = new Command(
            "pull",
            """
            Brings data sets into the cache, from the mirror or from their publishers, and checks them.

            What is there already stays. A download that broke, for want of a network or of room, or that you ended with Ctrl+C, goes
            on where it stopped when you give the command again, if its server can. A set that cannot be had does not keep the
            others from coming.

            Examples:
              viva data pull mnist adult                            two sets by name
              viva data pull for 1-10                               what ten notebooks need
              VIVA_MIRROR=/media/stick viva data pull all           everything, from a workshop's stick where it has it

            Exit code: 0 when all came, 1 when one did not, 2 when there is no set of a name, 3 when the machine lacks something.
            """
        )
        {
            words,
        };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var names = Names(context, parsed.GetRequiredValue(words));
                if (names is [])
                {
                    return Say(context, "These notebooks use no data set.");
                }

                try
                {
                    return await CarryOutAsync(
                            context,
                            place => DatasetPull.Run(place, names is ["all"] ? [] : names),
                            report => Total(report.Good, report.Failed, "here", "cannot be had"),
                            cancellation
                        )
                        .ConfigureAwait(false);
                }
                catch (OperationCanceledException)
                {
                    context.Error.WriteLine("What has arrived is kept: the same command goes on from there, if the server can.");
                    throw;
                }
            }
        );
        return command;
    }

    private static Command Verify(CommandContext context)
    {
        var words = new Argument<string[]>("names")
        {
            Arity = ArgumentArity.ZeroOrMore,
            HelpName = "names|all",
            Description = NamesDescription + " All that are here when none is named.",
        };
        var command = new Command(
            "verify",
            """
            Checks the files in the cache and in a mirror folder against their checksums.

            The checksums are the catalogue's. Where nobody published one, the first copy that was used here set the standard;
            viva data forget lets another copy set it.

            Examples:
              viva data verify                                  all that is here
              viva data verify mnist                            one set
              VIVA_MIRROR=/media/stick viva data verify         a stick, before the workshop

            Exit code: 0 when all is intact, 1 when something is damaged or missing.
            """
        )
        {
            words,
        };
        command.SetAction(
            (parsed, cancellation) =>
            {
                var names = parsed.GetValue(words)!;
                return CarryOutAsync(
                    context,
                    place => DatasetVerification.Run(place, names is ["all"] ? [] : names),
                    report =>
                        report.Good + report.Failed == 0
                            ? "Nothing is here yet, so there is nothing to check. Bring data with viva data pull."
                            : Total(report.Good, report.Failed, "intact", "not intact"),
                    cancellation
                );
            }
        );
        return command;
    }

    private static Command Forget(CommandContext context)
    {
        var words = new Argument<string[]>("names")
        {
            Arity = ArgumentArity.OneOrMore,
            HelpName = "names",
            Description = NamesDescription,
        };
        var command = new Command(
            "forget",
            """
            Removes data sets from the cache, with the checksums that were recorded of them.

            Where nobody published a checksum, the first copy that was used here set the standard, and another copy is refused. When
            the first copy was a bad one, or the publisher has a new release: forget the set, then pull it. A mirror stays as it is.

            Examples:
              viva data forget etth2       the next copy sets the standard
              viva data pull etth2         bring it again

            Exit code: 0 when nothing is left of them, 1 when something cannot be removed, 2 when there is no set of a name.
            """
        )
        {
            words,
        };
        command.SetAction(
            (parsed, cancellation) =>
                CarryOutAsync(context, place => DatasetRemoval.Run(place, parsed.GetRequiredValue(words)), _ => null, cancellation)
        );
        return command;
    }

    private static Command Mirror(CommandContext context)
    {
        var folder = new Argument<string>("folder")
        {
            HelpName = "folder",
            Description = "Where the copy goes; it is made when it is not there.",
        };
        var words = new Argument<string[]>("names")
        {
            Arity = ArgumentArity.ZeroOrMore,
            HelpName = "names|all|for notebooks",
            Description = NamesDescription + " Those that are here when none is named; what is not here is downloaded.",
        };
        var command = new Command(
            "mirror",
            """
            Copies data sets to a folder that other machines can use as VIVA_MIRROR: a workshop's USB stick, or a web server's folder.

            The folder gets a README.txt with licences, citations and how to use it, and the checksums of all files as SHA256SUMS.
            Given again, the command adds what is missing and mends what is damaged.

            Examples:
              viva data mirror /media/stick/viva                 what is here, on a stick
              viva data mirror /media/stick/viva all             every data set, downloading what is not here
              viva data mirror /media/stick/viva for 1-10        what ten notebooks need
              VIVA_MIRROR=/media/stick/viva viva run 23          on the other machine

            Exit code: 0 when all was copied, 1 when one set was not, 2 when there is no set of a name or the folder is in the
            cache, 3 when the folder cannot be written.
            """
        )
        {
            folder,
            words,
        };
        command.SetAction(
            (parsed, cancellation) =>
            {
                string target = parsed.GetRequiredValue(folder),
                    path = Path.GetFullPath(target, context.WorkingDirectory);
                string[] given = parsed.GetValue(words)!,
                    names = Names(context, given);
                if (given.Length > 0 && names.Length == 0)
                {
                    return Task.FromResult(Say(context, "These notebooks use no data set."));
                }

                return CarryOutAsync(
                    context,
                    place =>
                        MirrorFolder.Make(place, path, names is ["all"] ? [.. KnownDatasets.Default.All.Select(set => set.Name)] : names),
                    report =>
                        report.Good + report.Failed == 0
                            ? "Nothing is here to copy. Bring data first: viva data pull all; or let this command do so: "
                                + $"viva data mirror {target} all"
                            : $"{Total(report.Good, report.Failed, "in the mirror", "not copied")} Use it with VIVA_MIRROR={path}",
                    cancellation
                );
            }
        );
        return command;
    }

    private static Command Where(CommandContext context)
    {
        var command = new Command(
            "where",
            """
            Shows where data is looked for and how much is there: the cache, the mirror, and whether the network may be used.

            Examples:
              viva data where
              VIVA_CACHE=/scratch/viva viva data where     with the cache on another disk
            """
        );
        command.SetAction(_ =>
        {
            foreach (var (label, value) in DataPlaces.Describe(DataEnvironment.FromProcess(context.WorkingDirectory)))
            {
                context.Out.MarkupLine($"{Markup.Escape(label.PadRight(9))} {Markup.Escape(value)}");
            }

            return ExitCode.Good;
        });
        return command;
    }

    private static Command Show(CommandContext context)
    {
        var words = new Argument<string[]>("names")
        {
            Arity = ArgumentArity.OneOrMore,
            HelpName = "names|all",
            Description = NamesDescription + " all shows every set that is here or built in.",
        };
        var command = new Command(
            "show",
            """
            Writes a page about a data set, with a sample of it, and prints where the page is.

            The pages lie in artifacts/data, with an index.html that lists all data sets. Each says what the set is, its licence,
            whom to cite and where this copy came from, and shows pictures, rows or sentences of it. They need no network.

            Examples:
              viva data show mnist        a sheet of digits
              viva data show all          a page for every data set that is here

            Exit code: 0 when the pages are written, 1 when a set cannot be had or read.
            """
        )
        {
            words,
        };
        command.SetAction(
            (parsed, cancellation) =>
            {
                var names = parsed.GetRequiredValue(words);
                return ShowAsync(context, names is ["all"] ? null : names, cancellation);
            }
        );
        return command;
    }

    /// <summary>Carries something out, shows what comes of it, and at the end a line about the whole.</summary>
    private static async Task<int> CarryOutAsync(
        CommandContext context,
        Func<DataEnvironment, IEnumerable<DatasetOutcome>> operation,
        Func<DataReport, string?> summary,
        CancellationToken cancellation
    )
    {
        var report = new DataReport(context);
        await report.RunAsync(operation, cancellation).ConfigureAwait(false);
        if (summary(report) is { } text)
        {
            context.Out.WriteLine(text);
        }

        return report.ExitCode;
    }

    /// <summary>Writes the pages of the named sets; without names of all that are here or built in.</summary>
    private static async Task<int> ShowAsync(CommandContext context, string[]? names, CancellationToken cancellation)
    {
        var repository = Repository.Find(context.WorkingDirectory);
        var folder = Path.Combine(repository.Root, "artifacts", "data");
        // A page of everything is no reason to download everything.
        var datasets = names is null
            ? DatasetList
                .Of(DataEnvironment.FromProcess(context.WorkingDirectory))
                .Where(status => status.Place is DatasetPlace.Cache or DatasetPlace.Mirror or DatasetPlace.BuiltIn)
                .Select(status => status.Dataset)
                .ToList()
            : KnownDatasets.Default.Find(names);
        var report = new DataReport(context);
        var progress = new Progress<RunProgress>(now => report.Progress($"{now.CellId} ({now.Cell} of {now.Cells}) ..."));
        IReadOnlyList<DatasetOutcome> outcomes = [];
        await report
            .ShowingAsync(async () =>
                outcomes = await GalleryRun.RunAsync(context, repository, datasets, folder, progress, cancellation).ConfigureAwait(false)
            )
            .ConfigureAwait(false);
        report.Write(outcomes);
        if (names is null)
        {
            var index = context.Relative(Path.Combine(folder, "index.html"));
            context.Out.WriteLine($"{Total(report.Good, report.Failed, "shown", "not readable")} All data sets: {index}");
        }

        return report.ExitCode;
    }

    /// <summary>The words as they are; for <c>for 1-10</c>, the data sets that these notebooks load.</summary>
    private static string[] Names(CommandContext context, string[] words)
    {
        if (words is not ["for", ..])
        {
            return words;
        }

        if (words is ["for"])
        {
            throw new UsageException("After for come the notebooks: viva data pull for 1-10");
        }

        var notebooks = NotebookSelection.Find(words[1..], context.WorkingDirectory);
        return [.. notebooks.SelectMany(DatasetUsage.DatasetsOf).Select(dataset => dataset.Name).Distinct()];
    }

    private static void WriteList(CommandContext context, IReadOnlyList<DatasetStatus> list, ILookup<KnownDataset, int> usage)
    {
        var table = new Table().Border(TableBorder.None);
        if (context.Out.Profile.Capabilities.Ansi)
        {
            table.Border(TableBorder.Rounded).ShowRowSeparators();
        }

        foreach (var heading in (string[])["Name", "What", "Size", "Licence", "Where", "Notebooks"])
        {
            table.AddColumn(heading);
        }

        table.Columns[2].RightAligned();
        foreach (var column in (int[])[0, 2, 4])
        {
            table.Columns[column].NoWrap();
        }

        foreach (var status in list)
        {
            var numbers = usage[status.Dataset].Distinct().Order().Select(number => number.ToString("00", CultureInfo.InvariantCulture));
            string[] cells = [status.Name, status.Title, status.Size, status.Licence, Word(status.Place), string.Join(", ", numbers)];
            table.AddRow([.. cells.Select(cell => new Text(cell))]);
        }

        context.Out.Write(table);
        context.Out.WriteLine();
        var places = list.GroupBy(status => status.Place)
            .Select(place => string.Create(CultureInfo.InvariantCulture, $"{place.Count()} {Phrase(place.Key)}"));
        context.Out.WriteLine($"{list.Count} data sets: {string.Join(", ", places)}. See one: viva data show {list[0].Name}");
    }

    private static string Word(DatasetPlace place) =>
        place switch
        {
            DatasetPlace.Cache => "cache",
            DatasetPlace.Mirror => "mirror",
            DatasetPlace.Download => "download",
            DatasetPlace.BuiltIn => "built-in",
            _ => "not here",
        };

    private static string Phrase(DatasetPlace place) =>
        place switch
        {
            DatasetPlace.Cache => "in the cache",
            DatasetPlace.Mirror => "in the mirror",
            DatasetPlace.Download => "to be downloaded",
            var other => Word(other),
        };

    private static string Total(int good, int failed, string goodWords, string failedWords) =>
        string.Create(CultureInfo.InvariantCulture, $"{good} {goodWords}{(failed > 0 ? $", {failed} {failedWords}" : "")}.");

    private static int Say(CommandContext context, string text)
    {
        context.Out.WriteLine(text);
        return ExitCode.Good;
    }
}
