using System.Buffers.Binary;
using System.Text;

namespace Viva.Tests.Runtime;

/// <summary>Makes small 64-bit ELF libraries with the sections that symbol versions live in, laid out as the ABI says.</summary>
internal sealed class ElfBuilder
{
    private readonly List<(string File, List<(string Name, ushort Flags, ushort Index)> Versions)> _needs = [];
    private readonly List<(string Name, ushort Version)> _symbols = [("", 0)];
    private readonly List<int> _relocated = [];

    public ElfBuilder Need(string file, params (string Name, ushort Flags, ushort Index)[] versions)
    {
        _needs.Add((file, [.. versions]));
        return this;
    }

    public ElfBuilder Symbol(string name, ushort version, bool relocated = false)
    {
        if (relocated)
        {
            _relocated.Add(_symbols.Count);
        }

        _symbols.Add((name, version));
        return this;
    }

    /// <summary>The file; the section headers come right after the ELF header or, as linkers do it, at the end.</summary>
    public byte[] Build(bool headersFirst = false)
    {
        var names = new MemoryStream();
        names.WriteByte(0);
        var symbols = Bytes(w =>
        {
            foreach (var (name, _) in _symbols)
            {
                w(Name(name), 4)(0x12, 1)(0, 1)(0, 2)(0, 8)(0, 8);
            }
        });
        var indices = Bytes(w =>
        {
            foreach (var (_, version) in _symbols)
            {
                w(version, 2);
            }
        });
        var needs = Bytes(w =>
        {
            for (var f = 0; f < _needs.Count; f++)
            {
                var (file, versions) = _needs[f];
                w(1, 2)((ulong)versions.Count, 2)(Name(file), 4)(16, 4)(f + 1 < _needs.Count ? 16 + (16 * (ulong)versions.Count) : 0, 4);
                for (var v = 0; v < versions.Count; v++)
                {
                    w(0x1234567, 4)(versions[v].Flags, 2)(versions[v].Index, 2)(Name(versions[v].Name), 4)(
                        v + 1 < versions.Count ? 16u : 0,
                        4
                    );
                }
            }
        });
        var relocations = Bytes(w =>
        {
            foreach (var symbol in _relocated)
            {
                w(0x1000, 8)(((ulong)symbol << 32) | 7, 8)(0, 8);
            }
        });

        // type, link, info, content; link and info number the sections
        (uint Type, uint Link, uint Info, byte[] Content)[] sections =
        [
            (0, 0, 0, []),
            (3, 0, 0, names.ToArray()),
            (11, 1, 0, symbols),
            (0x6fffffff, 2, 0, indices),
            (0x6ffffffe, 1, (uint)_needs.Count, needs),
            (4, 2, 0, relocations),
        ];
        if (_needs.Count == 0)
        {
            sections = [.. sections.Where(s => s.Type is not (0x6fffffff or 0x6ffffffe))];
        }

        var size = sections.Sum(s => s.Content.Length);
        var table = headersFirst ? 64 : 64 + size;
        var at = headersFirst ? 64 + (64 * sections.Length) : 64;
        var file = new byte[64 + size + (64 * sections.Length)];
        "\u007fELF"u8.CopyTo(file);
        (file[4], file[5], file[6]) = (2, 1, 1);
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(0x28), (ulong)table);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(0x3a), 64);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(0x3c), (ushort)sections.Length);
        for (var i = 0; i < sections.Length; i++)
        {
            var (type, link, info, content) = sections[i];
            content.CopyTo(file, at);
            var header = file.AsSpan(table + (64 * i), 64);
            BinaryPrimitives.WriteUInt32LittleEndian(header[4..], type);
            BinaryPrimitives.WriteUInt64LittleEndian(header[24..], (ulong)at);
            BinaryPrimitives.WriteUInt64LittleEndian(header[32..], (ulong)content.Length);
            BinaryPrimitives.WriteUInt32LittleEndian(header[40..], link);
            BinaryPrimitives.WriteUInt32LittleEndian(header[44..], info);
            at += content.Length;
        }

        return file;

        ulong Name(string text)
        {
            var place = (ulong)names.Length;
            names.Write(Encoding.ASCII.GetBytes(text));
            names.WriteByte(0);
            return place;
        }
    }

    private delegate Writer Writer(ulong value, int bytes);

    private static byte[] Bytes(Action<Writer> write)
    {
        var stream = new MemoryStream();
        write(Put);
        return stream.ToArray();

        Writer Put(ulong value, int bytes)
        {
            for (var i = 0; i < bytes; i++)
            {
                stream.WriteByte((byte)(value >> (8 * i)));
            }

            return Put;
        }
    }
}
