using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Viva.Runtime;

/// <summary>What libtorch's refusal of an operation means, read from its words: the one place that knows them.</summary>
internal static partial class TorchFailure
{
    private static readonly (Regex Words, Func<Match, string> Sentence)[] Known =
    [
        (Mm(), m => Multiply(Shape(m, 1, 2), Shape(m, 3, 4), m.Groups[2].Value, m.Groups[3].Value)),
        (Mv(), m => Multiply(Shape(m, 1, 2), $"({m.Groups[3]})", m.Groups[2].Value, m.Groups[3].Value)),
        (Bmm(), m => $"in a batched product the second factor must begin with the sizes ({m.Groups[1]}), but begins with ({m.Groups[2]})"),
        (
            Broadcast(),
            m =>
                $"the shapes do not broadcast: at dimension {m.Groups[3]} one tensor has the size {m.Groups[1]}, the other {m.Groups[2]}; "
                + "the sizes must be equal, or one of them 1"
        ),
        (Expand(), m => $"({m.Groups[2]}) cannot be expanded to ({m.Groups[1]})"),
        (View(), m => $"({m.Groups[1]}) is no shape for {m.Groups[2]} values"),
        (
            Cat(),
            m =>
                $"cat needs equal sizes but for dimension {m.Groups[1]}; "
                + $"tensor {m.Groups[4]} has {m.Groups[3]} where {m.Groups[2]} is needed"
        ),
        (Stack(), m => $"stack needs equal shapes, but entry {m.Groups[2]} is ({m.Groups[1]}) and entry {m.Groups[4]} is ({m.Groups[3]})"),
        (Dimension(), m => $"there is no dimension {m.Groups[3]}; they go from {m.Groups[1]} to {m.Groups[2]}"),
        (Select(), m => $"there is no index {m.Groups[1]} at dimension {m.Groups[3]} of a tensor of shape ({m.Groups[2]})"),
        (Index(), m => $"there is no index {m.Groups[1]} at dimension {m.Groups[2]}, whose size is {m.Groups[3]}"),
        (Features(), m => $"the layer expects {m.Groups[1]} features, but the input has {m.Groups[2]}"),
        (Batch(), m => $"there are {m.Groups[1]} outputs for {m.Groups[2]} targets"),
        (Types(), m => $"the two tensors are of different types, {Type(m.Groups[1].Value)} and {Type(m.Groups[2].Value)}"),
        (NoGradient(), _ => "no gradient leads to this tensor: nothing that it was computed from requires one"),
        (NotScalar(), _ => "backward() starts from a single number, and this tensor has more: take its sum or mean"),
        (Twice(), _ => "the graph was freed by the backward pass before this one: compute the output again"),
        (
            InPlace(),
            _ => "a parameter that requires gradients must not be changed in place outside no_grad: write using (no_grad()) around it"
        ),
    ];

    /// <summary>
    /// One sentence about the shapes or types that met, without capital and full stop; null where the words are not known.
    /// </summary>
    public static string? Sentence(ExternalException failure)
    {
        var words = FirstLine(failure);
        foreach (var (pattern, sentence) in Known)
        {
            if (pattern.Match(words) is { Success: true } match)
            {
                return sentence(match);
            }
        }

        return null;
    }

    /// <summary>What libtorch said, without the trace of its own functions.</summary>
    public static string FirstLine(ExternalException failure) => failure.Message.Split('\n')[0].Trim();

    /// <summary>Whether tensors of different types met.</summary>
    public static bool IsOfTypes(ExternalException failure) =>
        FirstLine(failure) is var words && (Says(words, "dtype") || Says(words, "scalar type") || Says(words, "Input type ("));

    /// <summary>Whether a view was asked for that the order in memory does not allow.</summary>
    public static bool IsOfView(ExternalException failure) => Says(failure.Message, "view size is not compatible");

    /// <summary>Whether an embedding was asked for an entry that it does not have.</summary>
    public static bool IsOfEntry(ExternalException failure) => Says(failure.Message, "index out of range");

    /// <summary>Whether a loss was given a matrix of class numbers.</summary>
    public static bool IsOfManyTargets(ExternalException failure) => Says(failure.Message, "multi-target not supported");

    /// <summary>Whether a loss does not take targets of this type.</summary>
    public static bool IsOfTargetType(ExternalException failure) =>
        Says(failure.Message, "scalar type") || Says(failure.Message, "not implemented for");

    /// <summary>Whether a loss was given a class that the outputs do not have.</summary>
    public static bool IsOfClass(ExternalException failure) => Says(failure.Message, "out of bounds");

    private static bool Says(string words, string part) => words.Contains(part, StringComparison.Ordinal);

    private static string Shape(Match match, int rows, int columns) => $"({match.Groups[rows]}, {match.Groups[columns]})";

    private static string Multiply(string left, string right, string inner, string other) =>
        $"libtorch cannot multiply {left} by {right}: the inner sizes {inner} and {other} differ";

    /// <summary>The type as cells write it.</summary>
    private static string Type(string name) =>
        name switch
        {
            "float" or "Float" => "float32",
            "double" or "Double" => "float64",
            "long" or "Long" or "long int" => "int64",
            "int" or "Int" => "int32",
            "unsigned char" or "Byte" => "uint8",
            _ => name.ToLowerInvariant(),
        };

    [GeneratedRegex(@"mat1 and mat2 shapes cannot be multiplied \((\d+)x(\d+) and (\d+)x(\d+)\)")]
    private static partial Regex Mm();

    [GeneratedRegex(@"size mismatch, got input \(\d+\), mat \((\d+)x(\d+)\), vec \((\d+)\)")]
    private static partial Regex Mv();

    [GeneratedRegex(@"Expected size for first two dimensions of batch2 tensor to be: \[([\d, ]+)\] but got: \[([\d, ]+)\]")]
    private static partial Regex Bmm();

    [GeneratedRegex(@"The size of tensor a \((\d+)\) must match the size of tensor b \((\d+)\) at non-singleton dimension (\d+)")]
    private static partial Regex Broadcast();

    [GeneratedRegex(@"The expanded size of the tensor .*Target sizes: \[([\d, -]*)\]\.\s+Tensor sizes: \[([\d, ]*)\]")]
    private static partial Regex Expand();

    [GeneratedRegex(@"shape '\[([\d, -]*)\]' is invalid for input of size (\d+)")]
    private static partial Regex View();

    [GeneratedRegex(
        @"Sizes of tensors must match except in dimension (\d+)\. Expected size (\d+) but got size (\d+) for tensor number (\d+)"
    )]
    private static partial Regex Cat();

    [GeneratedRegex(@"stack expects each tensor to be equal size, but got \[([\d, ]*)\] at entry (\d+) and \[([\d, ]*)\] at entry (\d+)")]
    private static partial Regex Stack();

    [GeneratedRegex(@"Dimension out of range \(expected to be in range of \[(-?\d+), (-?\d+)\], but got (-?\d+)\)")]
    private static partial Regex Dimension();

    [GeneratedRegex(@"index (-?\d+) out of range for tensor of size \[([\d, ]*)\] at dimension (-?\d+)")]
    private static partial Regex Select();

    [GeneratedRegex(@"index (-?\d+) is out of bounds for dimension (\d+) with size (\d+)")]
    private static partial Regex Index();

    [GeneratedRegex(@"input\.size\(-1\) must be equal to input_size\. Expected (\d+), got (\d+)")]
    private static partial Regex Features();

    [GeneratedRegex(@"Expected input batch_size \((\d+)\) to match target batch_size \((\d+)\)")]
    private static partial Regex Batch();

    [GeneratedRegex(@"(?:have the same dtype, but got: |expected scalar type )([\w ]+?)(?: != | but found )([\w ]+)")]
    private static partial Regex Types();

    [GeneratedRegex("does not require grad and does not have a grad_fn")]
    private static partial Regex NoGradient();

    [GeneratedRegex("grad can be implicitly created only for scalar outputs")]
    private static partial Regex NotScalar();

    [GeneratedRegex("Trying to backward through the graph a second time")]
    private static partial Regex Twice();

    [GeneratedRegex("a leaf Variable that requires grad is being used in an in-place operation")]
    private static partial Regex InPlace();
}
