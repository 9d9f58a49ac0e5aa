using CsCheck;
using Google.Protobuf;
using Viva.Data.Formats;

namespace Viva.Data.Tests.Formats;

/// <summary>ONNX files, written here field by field after onnx.proto.</summary>
public sealed class OnnxGraphTests
{
    private static readonly byte[] Small = Model(
        Node("Conv", ["x", "w"], ["y"], Attribute("strides", 8, 2, 2), Attribute("epsilon", 0.5f), Attribute("auto_pad", "NOTSET")),
        Weight("w", [2, 3], 1, [1, 2, 3, 4, 5, 6]),
        Weight("single", [], 1, [7], raw: true)
    );

    [Fact]
    public void Operators_and_weights_are_read()
    {
        var graph = OnnxGraph.Read(Small, "small.onnx");
        Assert.Equal("tests", graph.Producer);
        var node = Assert.Single(graph.Nodes);
        Assert.Equal(("Conv", "x w", "y"), (node.Operator, string.Join(' ', node.Inputs), string.Join(' ', node.Outputs)));
        Assert.Equal([2, 2], node.Attributes["strides"]);
        Assert.Equal([0.5], node.Attributes["epsilon"]);
        Assert.False(node.Attributes.ContainsKey("auto_pad"));
        Assert.Equal([2, 3], graph.Weights["w"].Shape);
        Assert.Equal([1, 2, 3, 4, 5, 6], graph.Weights["w"].Values);
        Assert.Empty(graph.Weights["single"].Shape);
        Assert.Equal([7], graph.Weights["single"].Values);
    }

    [Fact]
    public void Numbers_may_be_packed_or_not()
    {
        var loose = Message(output =>
        {
            for (var size = 1; size <= 2; size++)
            {
                output.WriteTag(1, WireFormat.WireType.Varint);
                output.WriteInt64(size);
            }

            output.WriteTag(2, WireFormat.WireType.Varint);
            output.WriteInt64(1);
            for (var value = 3f; value <= 4; value++)
            {
                output.WriteTag(4, WireFormat.WireType.Fixed32);
                output.WriteFloat(value);
            }

            Bytes(output, 8, "w"u8.ToArray());
        });
        var weight = OnnxGraph.Read(Model(null, loose), "loose.onnx").Weights["w"];
        Assert.Equal([1, 2], weight.Shape);
        Assert.Equal([3, 4], weight.Values);
    }

    [Theory]
    [InlineData(new long[] { 2, 3 }, 7, 6, "weight w has ONNX's data type 7; only float32, 1, can be read")]
    [InlineData(new long[] { 2, 3 }, 1, 5, "weight w of shape (2, 3) has 5 numbers")]
    [InlineData(new long[] { -2, -3 }, 1, 6, "weight w of shape (-2, -3) has 6 numbers")]
    [InlineData(new long[] { long.MaxValue, 4, 4 }, 1, 0, "weight w of shape (9223372036854775807, 4, 4) has 0 numbers")]
    public void A_weight_that_cannot_be_read_is_named(long[] shape, int type, int count, string problem)
    {
        var bytes = Model(null, Weight("w", shape, type, new float[count]));
        var error = Assert.Throws<DataException>(() => OnnxGraph.Read(bytes, "a.onnx"));
        Assert.Equal(("a.onnx", problem), (error.File, error.Problem));
    }

    [Fact]
    public void A_weight_in_another_file_is_refused()
    {
        var weight = Weight("w", [0], 1, [], elsewhere: true);
        Assert.Contains(
            "is kept in another file",
            Assert.Throws<DataException>(() => OnnxGraph.Read(Model(null, weight), "a.onnx")).Problem
        );
    }

    [Fact]
    public void A_file_that_is_cut_off_anywhere_is_refused()
    {
        for (var length = 0; length < Small.Length; length++)
        {
            Assert.Throws<DataException>(() => OnnxGraph.Read(Small[..length], "cut.onnx"));
        }
    }

    [Fact]
    public void Any_bytes_give_a_graph_or_an_error_that_names_the_file() =>
        Gen.Select(Gen.Int[0, Small.Length - 1], Gen.Byte)
            .List[0, 8]
            .Sample(
                changes =>
                {
                    var bytes = Small.ToArray();
                    changes.ForEach(change => bytes[change.Item1] = change.Item2);
                    try
                    {
                        _ = OnnxGraph.Read(bytes, "any.onnx");
                    }
                    catch (DataException error)
                    {
                        Assert.Equal("any.onnx", error.File);
                    }
                },
                iter: 20_000
            );

    [Theory]
    [InlineData("")]
    [InlineData("<!doctype html><html><body>Sign in</body></html>")]
    public void Something_else_is_no_model(string text) =>
        Assert.Contains("ONNX", Assert.Throws<DataException>(() => OnnxGraph.Read(System.Text.Encoding.UTF8.GetBytes(text), "a")).Problem);

    private static byte[] Model(byte[]? node, params byte[][] weights) =>
        Message(output =>
        {
            Bytes(output, 2, "tests"u8.ToArray());
            Bytes(
                output,
                7,
                Message(graph =>
                {
                    if (node is not null)
                    {
                        Bytes(graph, 1, node);
                    }

                    foreach (var weight in weights)
                    {
                        Bytes(graph, 5, weight);
                    }
                })
            );
        });

    private static byte[] Node(string kind, string[] inputs, string[] outputs, params byte[][] attributes) =>
        Message(output =>
        {
            foreach (var input in inputs)
            {
                Bytes(output, 1, System.Text.Encoding.UTF8.GetBytes(input));
            }

            foreach (var made in outputs)
            {
                Bytes(output, 2, System.Text.Encoding.UTF8.GetBytes(made));
            }

            Bytes(output, 4, System.Text.Encoding.UTF8.GetBytes(kind));
            foreach (var attribute in attributes)
            {
                Bytes(output, 5, attribute);
            }
        });

    private static byte[] Attribute(string name, int field, params long[] numbers) =>
        Message(output =>
        {
            Bytes(output, 1, System.Text.Encoding.UTF8.GetBytes(name));
            foreach (var number in numbers)
            {
                output.WriteTag(field, WireFormat.WireType.Varint);
                output.WriteInt64(number);
            }
        });

    private static byte[] Attribute(string name, float number) =>
        Message(output =>
        {
            Bytes(output, 1, System.Text.Encoding.UTF8.GetBytes(name));
            output.WriteTag(2, WireFormat.WireType.Fixed32);
            output.WriteFloat(number);
        });

    private static byte[] Attribute(string name, string text) =>
        Message(output =>
        {
            Bytes(output, 1, System.Text.Encoding.UTF8.GetBytes(name));
            Bytes(output, 4, System.Text.Encoding.UTF8.GetBytes(text));
        });

    private static byte[] Weight(string name, long[] shape, int type, float[] values, bool raw = false, bool elsewhere = false) =>
        Message(output =>
        {
            Bytes(
                output,
                1,
                Message(packed =>
                {
                    foreach (var size in shape)
                    {
                        packed.WriteInt64(size);
                    }
                })
            );
            output.WriteTag(2, WireFormat.WireType.Varint);
            output.WriteInt64(type);
            Bytes(output, 8, System.Text.Encoding.UTF8.GetBytes(name));
            if (elsewhere)
            {
                output.WriteTag(14, WireFormat.WireType.Varint);
                output.WriteInt64(1);
            }

            Bytes(output, raw ? 9 : 4, System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(values).ToArray());
        });

    private static void Bytes(CodedOutputStream output, int field, byte[] content)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(content));
    }

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            write(output);
        }

        return stream.ToArray();
    }
}
