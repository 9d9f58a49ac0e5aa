using System.IO.Compression;
using System.Security.Cryptography;
using Viva.Data.Catalog;
using Viva.Data.Download;
using Viva.Data.Settings;

namespace Viva.Data.Tests;

/// <summary>A folder of its own for one test, and a small made-up data set to put there.</summary>
internal sealed class DataFolder : IDisposable
{
    public const string SetName = "tiny";
    public const string FileName = "numbers.gz";

    public DataFolder() => Directory.CreateDirectory(Root);

    public string Root { get; } = Path.Combine(Path.GetTempPath(), "viva-tests-" + Guid.NewGuid().ToString("N")[..12]);

    public string Cache => Path.Combine(Root, "cache");

    public string Mirror => Path.Combine(Root, "mirror");

    public string Cached => Path.Combine(Cache, SetName, FileName);

    /// <summary>What the file holds: noise, so that gzip cannot shrink it.</summary>
    public static byte[] Numbers { get; } = Noise(200_000, 1);

    public static byte[] NumbersServed { get; } = Gzip(Numbers);

    public DataSettings Settings =>
        new()
        {
            Cache = Cache,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            StallTimeout = TimeSpan.FromSeconds(5),
            RetryDelay = TimeSpan.FromMilliseconds(10),
        };

    public static byte[] Noise(int count, int seed)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    public static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static CatalogFile File(string? sha256 = null, string? served = null, bool checksum = true) =>
        new(FileName, [new CatalogPayload(Numbers.Length, checksum && served is null ? sha256 ?? Sha256(Numbers) : null)], served);

    public static DataCatalog Catalog(params string[] sources) => Catalog(File(), sources);

    public static DataCatalog Catalog(CatalogFile file, params string[] sources) =>
        new([new CatalogSet(SetName, "Tiny numbers", "CC0", "nobody", sources, [file])]);

    public FetchedSet Fetch(params string[] sources) => new DataStore(Settings, Catalog(sources)).Fetch(SetName);

    /// <summary>Puts a file where a cache or mirror has it.</summary>
    public static string Put(string folder, byte[] content, string name = FileName)
    {
        var path = Path.Combine(folder, SetName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>What lies in the set's cache folder, the lock aside.</summary>
    public IEnumerable<string> CacheContent() =>
        Directory.Exists(Path.Combine(Cache, SetName))
            ? Directory
                .EnumerateFiles(Path.Combine(Cache, SetName))
                .Select(path => Path.GetFileName(path))
                .Where(name => name != ".lock")
                .Order(StringComparer.Ordinal)
            : [];

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
