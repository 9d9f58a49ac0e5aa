using System.Text;
using Viva.Notebooks.Kernel;

namespace Viva.Notebooks.Running;

/// <summary>The messages between runner and child, over two pipes: a kind, then its fields. Whole messages only.</summary>
internal static class Protocol
{
    /// <summary>To the child, once and first: answers for cells that ask. Names and values in turn.</summary>
    public const byte Inputs = 5;

    /// <summary>To the child: run a cell. Name, language, code.</summary>
    public const byte Run = 1;

    /// <summary>To the child: interrupt the running cell.</summary>
    public const byte Interrupt = 2;

    /// <summary>From the child: an output of the running cell.</summary>
    public const byte Output = 3;

    /// <summary>From the child: the cell ended. Seconds, whether it failed, the error.</summary>
    public const byte Done = 4;

    /// <summary>
    /// The child writes this to its raw stdout and stderr after each cell, so that the runner knows when it has read all that native
    /// code wrote there.
    /// </summary>
    public static readonly byte[] Mark = "\u0001viva-cell-end\u0001"u8.ToArray();

    public static BinaryReader Reader(Stream stream) => new(new BufferedStream(stream, 64 * 1024), Encoding.UTF8);

    public static BinaryWriter Writer(Stream stream) => new(new BufferedStream(stream, 64 * 1024), Encoding.UTF8);

    public static void WriteOutput(BinaryWriter writer, CellOutput output)
    {
        writer.Write(Output);
        writer.Write((byte)output.Kind);
        writer.Write(output.Name);
        writer.Write(output.Text);
        Write(writer, output.Trace);
        writer.Write(output.Data.Count);
        foreach (var (type, text) in output.Data)
        {
            writer.Write(type);
            writer.Write(text);
        }
        writer.Flush();
    }

    public static CellOutput ReadOutput(BinaryReader reader)
    {
        var kind = (OutputKind)reader.ReadByte();
        string name = reader.ReadString(),
            text = reader.ReadString();
        var trace = ReadList(reader);
        var count = reader.ReadInt32();
        var data = new Dictionary<string, string>(count);
        for (var i = 0; i < count; i++)
        {
            data[reader.ReadString()] = reader.ReadString();
        }

        return kind switch
        {
            OutputKind.Stream => CellOutput.Stream(name, text),
            OutputKind.Display => CellOutput.Display(name, data),
            OutputKind.Update => CellOutput.Update(name, data),
            OutputKind.Result => CellOutput.Result(data),
            _ => CellOutput.Error(name, text, trace),
        };
    }

    public static void WriteDone(BinaryWriter writer, CellResult result)
    {
        writer.Write(Done);
        writer.Write(result.Elapsed.Ticks);
        writer.Write(result.Error is not null);
        if (result.Error is { } error)
        {
            writer.Write((byte)error.Kind);
            writer.Write(error.Type);
            writer.Write(error.Message);
            writer.Write(error.Line);
            Write(writer, error.Trace);
        }
        writer.Flush();
    }

    public static CellResult ReadDone(BinaryReader reader)
    {
        var elapsed = TimeSpan.FromTicks(reader.ReadInt64());
        return reader.ReadBoolean()
            ? new CellResult(
                elapsed,
                new CellError(
                    (CellErrorKind)reader.ReadByte(),
                    reader.ReadString(),
                    reader.ReadString(),
                    reader.ReadInt32(),
                    ReadList(reader)
                )
            )
            : new CellResult(elapsed, null);
    }

    private static void Write(BinaryWriter writer, IReadOnlyList<string> lines)
    {
        writer.Write(lines.Count);
        foreach (var line in lines)
        {
            writer.Write(line);
        }
    }

    private static string[] ReadList(BinaryReader reader)
    {
        var lines = new string[reader.ReadInt32()];
        for (var i = 0; i < lines.Length; i++)
        {
            lines[i] = reader.ReadString();
        }

        return lines;
    }
}
