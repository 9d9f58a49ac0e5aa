using System.Text.Json;
using System.Text.Json.Nodes;

namespace Viva.Cli;

/// <summary>Where each data set of the catalogue can be had from: the cache, the mirror, the network, or only as its built-in substitute.</summary>
internal static class DataExamination
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <param name="repository">The clone.</param>
    /// <param name="variable">The environment: VIVA_CACHE, VIVA_MIRROR, VIVA_OFFLINE.</param>
    /// <param name="cancellation">Ends the look at the network.</param>
    public static async Task<IReadOnlyList<Verdict>> RunAsync(Repository repository, Func<string, string?> variable, CancellationToken cancellation)
    {
        string path = Path.Combine(repository.Root, "data", "catalog.json");
        List<CatalogueSet> sets;
        try
        {
            sets = ReadCatalogue(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or NullReferenceException)
        {
            return [new Verdict(Health.Fail, "Data", $"the catalogue {path} cannot be read ({e.Message.TrimEnd('.')})", "Restore it: git checkout data/catalog.json")];
        }

        var verdicts = new List<Verdict>();
        string cache = Value("VIVA_CACHE") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "viva");
        string? mirror = Value("VIVA_MIRROR");
        if (Uri.TryCreate(mirror, UriKind.Absolute, out var uri) && uri.IsFile) mirror = uri.LocalPath;
        bool offline = Value("VIVA_OFFLINE") == "1";
        bool mirrorIsFolder = mirror is not null && !mirror.Contains("://", StringComparison.Ordinal);
        if (mirrorIsFolder && !Directory.Exists(mirror))
        {
            verdicts.Add(new Verdict(Health.Fail, "Data", $"the mirror {mirror} is not there", "Correct VIVA_MIRROR, or take it away."));
            mirror = null;
        }

        using var client = new HttpClient { Timeout = Patience };
        var places = await Task.WhenAll(sets.Select(PlaceAsync)).ConfigureAwait(false);
        verdicts.AddRange(sets.Zip(places, (set, place) => place is not null
            ? new Verdict(Health.Ok, "Data", $"{set.Name} {place}")
            : new Verdict(Health.Note, "Data", $"{set.Name} cannot be had here, built-in data takes its place where there is some", (offline ? "Take VIVA_OFFLINE away" : "Connect to the network") + ", or set VIVA_MIRROR to a folder or address that holds the data.")));
        return verdicts;

        async Task<string?> PlaceAsync(CatalogueSet set)
        {
            if (set.Forms.Any(form => Holds(cache, set.Folder, form.Files))) return $"is in the cache {cache}";
            if (mirrorIsFolder && mirror is not null && set.Forms.Any(form => Holds(mirror, set.Folder, form.Files))) return $"is in the mirror {mirror}";
            if (offline) return null;

            foreach (var form in set.Forms)
            {
                string[] addresses =
                [
                    .. mirror is null || mirrorIsFolder ? Array.Empty<string>() : [$"{mirror.TrimEnd('/')}/{set.Folder}/{form.Files[0]}"],
                    .. form.Sources.Select(source => source + form.Remote),
                ];
                foreach (string address in addresses)
                {
                    if (await AnswersAsync(client, address, cancellation).ConfigureAwait(false)) return $"can be downloaded from {new Uri(address).Host}";
                }
            }
            return null;
        }

        string? Value(string name) => variable(name)?.Trim() is { Length: > 0 } text ? text : null;
    }

    private static List<CatalogueSet> ReadCatalogue(string path) =>
        [.. JsonNode.Parse(File.ReadAllText(path))!["sets"]!.AsArray().Select(set => new CatalogueSet(
            (string)set!["name"]!,
            (string?)set["folder"] ?? (string)set["name"]!,
            [Form(set), .. (set["alternatives"]?.AsArray() ?? []).Select(form => Form(form!))]))];

    private static CatalogueForm Form(JsonNode form) => new(
        form["files"]!.AsArray().Select(file => (string)file!["name"]!).ToArray(),
        (string?)form["files"]![0]!["remoteName"] ?? (string)form["files"]![0]!["name"]!,
        (form["sources"]?.AsArray() ?? []).Select(source => (string)source!).ToArray());

    private static bool Holds(string folder, string set, string[] files) => files.All(file => File.Exists(Path.Combine(folder, set, file)));

    private static async Task<bool> AnswersAsync(HttpClient client, string address, CancellationToken cancellation)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, address);
            using var response = await client.SendAsync(request, cancellation).ConfigureAwait(false);
            return response.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or UriFormatException or InvalidOperationException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return false;
        }
    }

    private sealed record CatalogueSet(string Name, string Folder, CatalogueForm[] Forms);

    /// <param name="Files">The names in a cache or mirror.</param>
    /// <param name="Remote">The first file's name at the sources.</param>
    /// <param name="Sources">Folders that hold the files.</param>
    private sealed record CatalogueForm(string[] Files, string Remote, string[] Sources);
}
