using System.Globalization;
using System.Runtime.InteropServices;
using Google.Protobuf;

namespace Viva.Data.Formats;

/// <summary>
/// A network as an ONNX file has it (onnx.ai, onnx.proto): operators and weights. Weights are read in float32 only; nothing
/// is run.
/// </summary>
/// <param name="Producer">The program that wrote the file.</param>
/// <param name="Nodes">The operators, in an order in which they can be computed.</param>
/// <param name="Weights">The stored tensors by name.</param>
public sealed record OnnxGraph(string Producer, IReadOnlyList<OnnxNode> Nodes, IReadOnlyDictionary<string, OnnxWeight> Weights)
{
    private const int Float32 = 1;

    /// <summary>Reads a file.</summary>
    /// <param name="bytes">Its content.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <exception cref="DataException">
    /// It is no ONNX file, it is cut off, or a weight is not float32, lies in another file, or has not as many numbers as its shape says.
    /// </exception>
    public static OnnxGraph Read(byte[] bytes, string file)
    {
        try
        {
            var producer = "";
            byte[]? graph = null;
            foreach (var field in Fields(bytes))
            {
                switch (field.Number)
                {
                    case 2:
                        producer = field.Text;
                        break;
                    case 7:
                        graph = field.Bytes;
                        break;
                }
            }

            return graph is not null ? ReadGraph(producer, graph, file) : throw Wrong(file, "holds no graph: it is not an ONNX model");
        }
        catch (Exception exception) when (exception is InvalidProtocolBufferException or InvalidCastException)
        {
            throw Wrong(file, $"is not an ONNX file, or is cut off ({exception.Message.TrimEnd('.')})", exception);
        }
    }

    private static OnnxGraph ReadGraph(string producer, byte[] bytes, string file)
    {
        var nodes = new List<OnnxNode>();
        var weights = new Dictionary<string, OnnxWeight>();
        foreach (var field in Fields(bytes))
        {
            switch (field.Number)
            {
                case 1:
                    nodes.Add(ReadNode(field.Bytes));
                    break;
                case 5:
                    var (name, weight) = ReadWeight(field.Bytes, file);
                    weights[name] = weight;
                    break;
            }
        }

        return new(producer, nodes, weights);
    }

    private static OnnxNode ReadNode(byte[] bytes)
    {
        List<string> inputs = [],
            outputs = [];
        var kind = "";
        var attributes = new Dictionary<string, double[]>();
        foreach (var field in Fields(bytes))
        {
            switch (field.Number)
            {
                case 1:
                    inputs.Add(field.Text);
                    break;
                case 2:
                    outputs.Add(field.Text);
                    break;
                case 4:
                    kind = field.Text;
                    break;
                case 5:
                    var (name, numbers) = ReadAttribute(field.Bytes);
                    if (numbers.Length > 0)
                    {
                        attributes[name] = numbers;
                    }

                    break;
            }
        }

        return new(kind, inputs, outputs, attributes);
    }

    private static (string Name, double[] Numbers) ReadAttribute(byte[] bytes)
    {
        var name = "";
        var numbers = new List<double>();
        foreach (var field in Fields(bytes))
        {
            switch (field.Number)
            {
                case 1:
                    name = field.Text;
                    break;
                case 2 or 7: // f, floats
                    numbers.AddRange(field.Floats.Select(value => (double)value));
                    break;
                case 3 or 8: // i, ints
                    numbers.AddRange(field.Integers.Select(value => (double)value));
                    break;
            }
        }

        return (name, [.. numbers]);
    }

    private static (string Name, OnnxWeight Weight) ReadWeight(byte[] bytes, string file)
    {
        var name = "";
        var type = 0L;
        var elsewhere = 0L;
        var shape = new List<long>();
        var values = new List<float>();
        foreach (var field in Fields(bytes))
        {
            switch (field.Number)
            {
                case 1:
                    shape.AddRange(field.Integers);
                    break;
                case 2:
                    type = field.Integer;
                    break;
                case 4 or 9: // float_data, raw_data: both are little-endian float32 here
                    values.AddRange(field.Floats);
                    break;
                case 8:
                    name = field.Text;
                    break;
                case 14:
                    elsewhere = field.Integer;
                    break;
            }
        }

        if (type != Float32)
        {
            throw Wrong(
                file,
                FormattableString.Invariant($"weight {name} has ONNX's data type {type}; only float32, {Float32}, can be read")
            );
        }

        if (elsewhere != 0)
        {
            throw Wrong(file, $"weight {name} is kept in another file, which cannot be read");
        }

        var count = shape.Aggregate((Int128)1, (product, size) => size < 0 || product > int.MaxValue ? -1 : product * size);
        return count == values.Count
            ? (name, new([.. shape], [.. values]))
            : throw Wrong(
                file,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"weight {name} of shape ({string.Join(", ", shape)}) has {values.Count:N0} numbers"
                )
            );
    }

    /// <summary>The fields of one message of protocol buffers, with their values as they lie.</summary>
    private static IEnumerable<Field> Fields(byte[] message)
    {
        using var input = new CodedInputStream(message);
        while (input.ReadTag() is var tag and not 0)
        {
            yield return WireFormat.GetTagWireType(tag) switch
            {
                WireFormat.WireType.Varint => new(WireFormat.GetTagFieldNumber(tag), null, input.ReadInt64()),
                WireFormat.WireType.Fixed32 => new(
                    WireFormat.GetTagFieldNumber(tag),
                    BitConverter.GetBytes(input.ReadFixed32()),
                    IsFixed: true
                ),
                WireFormat.WireType.Fixed64 => new(
                    WireFormat.GetTagFieldNumber(tag),
                    BitConverter.GetBytes(input.ReadFixed64()),
                    IsFixed: true
                ),
                WireFormat.WireType.LengthDelimited => new(WireFormat.GetTagFieldNumber(tag), input.ReadBytes().ToByteArray()),
                var other => throw new InvalidCastException($"wire type {(int)other}"),
            };
        }
    }

    private static DataException Wrong(string file, string problem, Exception? inner = null) =>
        new(file, problem, "Delete it, and it is fetched again.", innerException: inner);

    /// <summary>A field's number and value: a number, or bytes that hold text, a message or packed numbers.</summary>
    private readonly record struct Field(int Number, byte[]? Content, long Varint = 0, bool IsFixed = false)
    {
        public long Integer =>
            Content is null ? Varint : throw new InvalidCastException(FormattableString.Invariant($"field {Number} is not a number"));

        public byte[] Bytes =>
            Content is not null && !IsFixed
                ? Content
                : throw new InvalidCastException(FormattableString.Invariant($"field {Number} is a number"));

        public string Text => System.Text.Encoding.UTF8.GetString(Bytes);

        public float[] Floats =>
            Content is { } content && content.Length % sizeof(float) == 0
                ? MemoryMarshal.Cast<byte, float>(content).ToArray()
                : throw new InvalidCastException(FormattableString.Invariant($"field {Number} holds no float32"));

        public IEnumerable<long> Integers
        {
            get
            {
                if (Content is null)
                {
                    return [Varint];
                }

                var all = new List<long>();
                using var packed = new CodedInputStream(Bytes);
                while (!packed.IsAtEnd)
                {
                    all.Add(packed.ReadInt64());
                }

                return all;
            }
        }
    }
}
