using System.Text.Json;
using Viva.Data.Archives;
using Viva.Data.Catalog;
using Viva.Data.Formats;

namespace Viva.Data.Download;

/// <summary>
/// Looks at a file for which nobody published a checksum before its first copy sets the standard for later ones: whether it is of its
/// format, whole to its end, and what the catalogue expects of it.
/// </summary>
internal static class FirstCopy
{
    private const string Again = "Delete it, and it is fetched again.";

    // What torch.save wrote before it wrote zip archives: a pickle of a number that marks the format.
    private static ReadOnlySpan<byte> OldTorch => [0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];

    /// <summary>Whether files of this name are looked at beyond their length.</summary>
    public static bool Knows(string name) => Archive.IsNamed(name) || Path.GetExtension(name) is ".json" or ".csv" or ".txt" or ".bin";

    /// <summary>Throws unless the payload of the file at <paramref name="path"/> may set the standard.</summary>
    /// <exception cref="DataException">It is something else, or not whole.</exception>
    public static void Check(byte[] payload, CatalogFile file, string path)
    {
        var expects = file.Expects ?? new CatalogExpectation();
        if (WebPage.Is(payload))
        {
            throw Wrong("is a web page, not data");
        }

        if (payload.Length < expects.Bytes)
        {
            throw Wrong(
                FormattableString.Invariant(
                    $"holds {payload.Length:N0} bytes where at least {expects.Bytes:N0} are expected: it is cut off or another file"
                )
            );
        }

        if (file.IsArchive)
        {
            var members = new HashSet<string>();
            // The name says the kind; the path may end in .part.
            Archive.Read(payload, file.Name, _ => true, (member, _) => members.Add(member[(member.LastIndexOf('/') + 1)..]));
            Require(members.Contains, "member");
            return;
        }

        switch (Path.GetExtension(file.Name))
        {
            case ".json":
                CheckJson();
                break;
            case ".csv":
                RefuseJson(TextLines.Utf8(payload, path));
                var table = CsvTable.Parse(payload, path);
                Require(table.Columns.Contains, "column");
                CheckLines(table.RowCount + 1);
                break;
            case ".txt":
                CheckText();
                break;
            case ".bin" when payload is [(byte)'P', (byte)'K', ..]:
                Archive.Check(payload, file.Name + ".zip");
                break;
            case ".bin" when !payload.AsSpan().StartsWith(OldTorch):
                throw Wrong("is not a file of PyTorch");
        }

        void CheckJson()
        {
            try
            {
                using var document = JsonDocument.Parse(TextLines.Utf8(payload, path));
                Require(
                    name => document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out _),
                    "property"
                );
            }
            catch (JsonException exception)
            {
                throw Wrong($"is not JSON ({exception.Message.TrimEnd('.')})");
            }
        }

        void CheckText()
        {
            var text = TextLines.Utf8(payload, path);
            if (text.Contains('\0'))
            {
                throw Wrong("is not text");
            }

            RefuseJson(text);
            var lines = 0;
            foreach (var (number, line) in TextLines.Of(text))
            {
                lines++;
                if (line.Count('\t') + 1 < expects.Fields)
                {
                    throw Wrong(
                        FormattableString.Invariant($"line {number} has fewer than {expects.Fields} fields with tabs between them")
                    );
                }
            }

            CheckLines(lines);
            if (expects.Lines > 0 && text[^1] != '\n')
            {
                throw Wrong("is cut off: its last line has no end");
            }
        }

        void RefuseJson(string text)
        {
            if (IsJson(text))
            {
                throw Wrong("is a message of the server in JSON, not data");
            }
        }

        void CheckLines(int lines)
        {
            if (lines < expects.Lines)
            {
                throw Wrong(
                    FormattableString.Invariant(
                        $"holds {lines:N0} lines where at least {expects.Lines:N0} are expected: it is cut off or another file"
                    )
                );
            }
        }

        void Require(Func<string, bool> contains, string kind)
        {
            foreach (var name in expects.Names ?? [])
            {
                if (!contains(name))
                {
                    throw Wrong($"has no {kind} {name}: it is another file");
                }
            }
        }

        DataException Wrong(string problem) => new(path, problem, Again);
    }

    private static bool IsJson(string text)
    {
        if (text.AsSpan().TrimStart() is not ['{' or '[', ..])
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
