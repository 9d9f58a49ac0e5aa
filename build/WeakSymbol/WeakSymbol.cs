using System.Buffers.Binary;
using System.Text;

namespace Viva.Build;

/// <summary>
/// Marks the symbol version GLIBCXX_3.4.32 of an ELF library as weak, so that the loader accepts
/// the library where libstdc++ is older than GCC 13.
/// </summary>
/// <remarks>
/// libLibTorchSharp.so needs that version for one symbol that no code calls: a marker which the headers of GCC 13 emit. Without the
/// step, Debian 12 and Ubuntu 22.04 refuse to load it. On newer systems the flag changes nothing. The layout read here is that of the
/// System V ABI and the Linux Standard Base (chapter "Symbol Versioning"), 64 bit, little endian.
/// </remarks>
public static class WeakSymbol
{
    /// <summary>The version that old systems lack.</summary>
    public const string Version = "GLIBCXX_3.4.32";

    /// <summary>The only symbol that may depend on the version.</summary>
    public const string Symbol = "_ZSt21ios_base_library_initv";

    private const int HeaderSize = 64;
    private const int SectionHeaderSize = 64;
    private const int SymbolSize = 24;
    private const int VersionFileSize = 16;
    private const int VersionEntrySize = 16;
    private const uint Rela = 4;
    private const uint DynamicSymbols = 11;
    private const uint VersionNeeds = 0x6ffffffe;
    private const uint VersionIndices = 0x6fffffff;
    private const ushort WeakFlag = 0x2;
    private const ushort IndexMask = 0x7fff;

    /// <summary>Sets the flag in a library held in memory.</summary>
    /// <exception cref="WeakSymbolException">
    /// The bytes are not a complete 64-bit ELF library, or something else than <see cref="Symbol"/> needs the version.
    /// </exception>
    public static PatchOutcome Patch(Span<byte> library)
    {
        var sections = ReadSections(library);
        var needs = sections.FirstOrDefault(s => s.Type == VersionNeeds);
        if (needs.Type == 0)
        {
            return PatchOutcome.NothingToDo;
        }

        if (FindVersion(library, needs, Linked(sections, needs)) is not { } entry)
        {
            return PatchOutcome.NothingToDo;
        }

        CheckSymbols(library, sections, index: (ushort)(U16(library, entry + 6, "version entry") & IndexMask));
        var flags = U16(library, entry + 4, "version entry");
        if ((flags & WeakFlag) != 0)
        {
            return PatchOutcome.AlreadyPatched;
        }

        BinaryPrimitives.WriteUInt16LittleEndian(library.Slice((int)entry + 4, 2), (ushort)(flags | WeakFlag));
        return PatchOutcome.Patched;
    }

    /// <summary>
    /// Writes the patched <paramref name="source"/> to <paramref name="destination"/>, which may be the same file. The file appears there
    /// in one step under a new inode, so a hard link to the package cache is broken, not written through. In place, an unchanged library is
    /// left alone and a changed one keeps its time stamp.
    /// </summary>
    /// <exception cref="WeakSymbolException">As for <see cref="Patch"/>; the message names the file.</exception>
    public static PatchOutcome PatchFile(string source, string destination)
    {
        var bytes = File.ReadAllBytes(source);
        PatchOutcome outcome;
        try
        {
            outcome = Patch(bytes);
        }
        catch (WeakSymbolException e)
        {
            throw new WeakSymbolException($"{source}: {e.Message}");
        }

        var inPlace = Path.GetFullPath(source) == Path.GetFullPath(destination);
        if (inPlace && outcome != PatchOutcome.Patched)
        {
            return outcome;
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(destination))!;
        Directory.CreateDirectory(folder);
        var temporary = Path.Combine(folder, $".{Path.GetFileName(destination)}.{Environment.ProcessId}");
        try
        {
            File.WriteAllBytes(temporary, bytes);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(source) | UnixFileMode.UserWrite);
            }

            if (inPlace)
            {
                File.SetLastWriteTimeUtc(temporary, File.GetLastWriteTimeUtc(source));
            }

            File.Move(temporary, destination, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }

        return outcome;
    }

    private static List<Section> ReadSections(ReadOnlySpan<byte> file)
    {
        if (file.Length < 4 || !file[..4].SequenceEqual("\u007fELF"u8))
        {
            throw new WeakSymbolException("not an ELF file (the first four bytes are not 7F 45 4C 46).");
        }

        _ = Slice(file, 0, HeaderSize, "ELF header");
        if (file[4] != 2 || file[5] != 1)
        {
            throw new WeakSymbolException("not a 64-bit little-endian ELF file.");
        }

        var table = U64(file, 0x28, "ELF header");
        var entrySize = U16(file, 0x3a, "ELF header");
        var count = U16(file, 0x3c, "ELF header");
        if (count > 0 && entrySize != SectionHeaderSize)
        {
            throw new WeakSymbolException($"section headers of {entrySize} bytes, where {SectionHeaderSize} are expected.");
        }

        var sections = new List<Section>(count);
        for (var i = 0; i < count; i++)
        {
            var at = (long)Math.Min(table, long.MaxValue / 2) + (i * SectionHeaderSize);
            var header = Slice(file, at, SectionHeaderSize, $"header of section {i}");
            sections.Add(
                new Section(
                    Type: U32(header, 4, "section type"),
                    Offset: (long)Math.Min(U64(header, 24, "section offset"), long.MaxValue / 2),
                    Size: (long)Math.Min(U64(header, 32, "section size"), long.MaxValue / 2),
                    Link: U32(header, 40, "section link"),
                    Info: U32(header, 44, "section info")
                )
            );
        }

        return sections;
    }

    /// <summary>The place of the version's entry (Elf64_Vernaux) in the file, or null when the library does not need it.</summary>
    private static long? FindVersion(ReadOnlySpan<byte> file, Section needs, Section names)
    {
        long at = 0;
        long? found = null;
        for (var f = 0; f < needs.Info; f++)
        {
            var record = Inside(file, needs, at, VersionFileSize, "version needs");
            var entryAt = at + U32(record, 8, "version needs");
            for (int left = U16(record, 2, "version needs"); left > 0; left--)
            {
                var entry = Inside(file, needs, entryAt, VersionEntrySize, "version entry");
                if (Text(file, names, U32(entry, 8, "version entry")) == Version)
                {
                    if (found is not null)
                    {
                        throw new WeakSymbolException($"{Version} is needed from two libraries; one was expected.");
                    }

                    found = needs.Offset + entryAt;
                }

                // The last one has a distance of 0; a damaged file may have it earlier.
                if (U32(entry, 12, "version entry") is not (> 0 and var distance))
                {
                    break;
                }

                entryAt += distance;
            }

            if (U32(record, 12, "version needs") is not (> 0 and var next))
            {
                break;
            }

            at += next;
        }

        return found;
    }

    /// <summary>Makes sure that <see cref="Symbol"/> is the one symbol of the version and that nothing relocates against it.</summary>
    private static void CheckSymbols(ReadOnlySpan<byte> file, List<Section> sections, ushort index)
    {
        var indices = sections.FirstOrDefault(s => s.Type == VersionIndices);
        if (indices.Type == 0)
        {
            throw new WeakSymbolException("it needs symbol versions but has no .gnu.version section.");
        }

        var symbols = Linked(sections, indices);
        if (symbols.Type != DynamicSymbols)
        {
            throw new WeakSymbolException(".gnu.version does not belong to the dynamic symbols.");
        }

        var names = Linked(sections, symbols);

        long? ours = null;
        for (long i = 0; i < indices.Size / 2; i++)
        {
            if ((U16(Inside(file, indices, i * 2, 2, ".gnu.version"), 0, ".gnu.version") & IndexMask) != index)
            {
                continue;
            }

            var name = Text(file, names, U32(Inside(file, symbols, i * SymbolSize, SymbolSize, "dynamic symbol"), 0, "dynamic symbol"));
            if (name != Symbol)
            {
                throw new WeakSymbolException(
                    $"the symbol {name} needs {Version} too, so the library really depends on GCC 13's libstdc++. It was left as it is."
                );
            }

            ours = i;
        }

        if (ours is null)
        {
            throw new WeakSymbolException($"it needs {Version}, but not for {Symbol}. It was left as it is.");
        }

        foreach (var relocations in sections.Where(s => s.Type == Rela))
        {
            for (long at = 0; at + 24 <= relocations.Size; at += 24)
            {
                if (U64(Inside(file, relocations, at, 24, "relocation"), 8, "relocation") >> 32 == (ulong)ours)
                {
                    throw new WeakSymbolException($"a relocation uses {Symbol}, so the library would fail later. It was left as it is.");
                }
            }
        }
    }

    private static Section Linked(List<Section> sections, Section from) =>
        from.Link < sections.Count
            ? sections[(int)from.Link]
            : throw new WeakSymbolException($"a section links to section {from.Link}, but there are {sections.Count}.");

    private static string Text(ReadOnlySpan<byte> file, Section names, uint at)
    {
        var rest = Inside(file, names, at, (int)Math.Clamp(names.Size - at, 1, int.MaxValue), "name");
        var end = rest.IndexOf((byte)0);
        return end < 0
            ? throw new WeakSymbolException($"the name at offset {names.Offset + at} does not end.")
            : Encoding.UTF8.GetString(rest[..end]);
    }

    private static ReadOnlySpan<byte> Inside(ReadOnlySpan<byte> file, Section section, long at, int length, string what) =>
        at >= 0 && at + length <= section.Size
            ? Slice(file, section.Offset + at, length, what)
            : throw new WeakSymbolException($"{what} at offset {section.Offset + at} lies outside its section.");

    private static ReadOnlySpan<byte> Slice(ReadOnlySpan<byte> file, long at, int length, string what) =>
        at >= 0 && at + length <= file.Length
            ? file.Slice((int)at, length)
            : throw new WeakSymbolException($"truncated: {what} at offset {at} needs {length} bytes, and the file has {file.Length}.");

    private static ushort U16(ReadOnlySpan<byte> file, long at, string what) =>
        BinaryPrimitives.ReadUInt16LittleEndian(Slice(file, at, 2, what));

    private static uint U32(ReadOnlySpan<byte> file, long at, string what) =>
        BinaryPrimitives.ReadUInt32LittleEndian(Slice(file, at, 4, what));

    private static ulong U64(ReadOnlySpan<byte> file, long at, string what) =>
        BinaryPrimitives.ReadUInt64LittleEndian(Slice(file, at, 8, what));

    private readonly record struct Section(uint Type, long Offset, long Size, uint Link, uint Info);
}
