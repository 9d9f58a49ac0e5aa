using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Viva.Data.Tests;

/// <summary>Archives for tests, honest and otherwise.</summary>
internal static class Packed
{
    public static byte[] Zip(params (string Name, byte[] Content)[] members) => Zip(0, members);

    /// <summary>A zip whose members have a Unix mode.</summary>
    public static byte[] Zip(int mode, params (string Name, byte[] Content)[] members)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in members)
            {
                var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
                entry.ExternalAttributes = mode << 16;
                entry.LastWriteTime = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero); // the same bytes at every call
                using var writer = entry.Open();
                writer.Write(content);
            }
        }

        return stream.ToArray();
    }

    public static byte[] TarGz(params (string Name, byte[] Content)[] members)
    {
        using var tar = new MemoryStream();
        foreach (var (name, content) in members)
        {
            tar.Write(Member(name, content));
        }

        tar.Write(new byte[1024]);
        return DataFolder.Gzip(tar.ToArray());
    }

    /// <summary>A tar header and its content, padded.</summary>
    public static byte[] Member(string name, byte[] content, char kind = '0', long? claimed = null) =>
        [.. Header(name, claimed ?? content.Length, kind), .. content, .. new byte[(512 - content.Length % 512) % 512]];

    public static byte[] Header(string name, long size, char kind = '0')
    {
        var header = new byte[512];
        void Put(int at, string text) => Encoding.UTF8.GetBytes(text).CopyTo(header, at);
        Put(0, name);
        Put(100, "0000644\0");
        Put(124, Convert.ToString(size, 8).PadLeft(11, '0'));
        Put(148, "        ");
        header[156] = (byte)kind;
        Put(257, "ustar\000");
        Put(148, Convert.ToString(header.Sum(value => value), 8).PadLeft(6, '0') + "\0 ");
        return header;
    }

    /// <summary>A pax record: its length counts itself.</summary>
    public static byte[] Pax(string key, string value)
    {
        var rest = $" {key}={value}\n";
        var length = rest.Length + 2;
        length = rest.Length + length.ToString(CultureInfo.InvariantCulture).Length;
        return Encoding.UTF8.GetBytes(length.ToString(CultureInfo.InvariantCulture) + rest);
    }
}
