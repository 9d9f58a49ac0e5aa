using Viva.Claims;
using Viva.Runtime;
using Viva.Tests.Display;
using Viva.Tests.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Viva.Tests.Claims;

[Collection(TorchSerial.Name)]
public sealed class CheckTests
{
    [Fact]
    public void A_claim_that_holds_gets_a_tick_and_one_that_does_not_the_hint()
    {
        var shown = Shown.By(() =>
        {
            Check.That(true, "the shape is right", "look at the strides");
            Check.That(false, "the sum is 1", "divide by the sum");
        });

        Assert.Equal(["✓ right: the shape is right", "○ your turn: the sum is 1 – not yet: divide by the sum"], shown);
    }

    [Theory]
    [InlineData(0.5, 0.5, 0, true)]
    [InlineData(0.5, 0.4, 0.11, true)]
    [InlineData(0.5, 0.4, 0.09, false)]
    [InlineData(double.NaN, double.NaN, 1, false)]
    [InlineData(double.NaN, 1, 1, false)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity, 0, true)]
    [InlineData(double.PositiveInfinity, double.NegativeInfinity, 1, false)]
    [InlineData(double.PositiveInfinity, 1, 1e300, false)]
    public void Numbers_are_close_within_the_tolerance(double actual, double expected, double tolerance, bool ok)
    {
        var line = Assert.Single(Shown.By(() => Check.Close(actual, expected, tolerance, "claim")));

        Assert.StartsWith(ok ? "✓" : "○", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Tensors_that_differ_name_the_largest_difference_and_its_place()
    {
        var line = Assert.Single(
            Shown.By(() =>
                Check.Close(
                    tensor(
                        new[,]
                        {
                            { 1.0, 2 },
                            { 3, 4.25 },
                        }
                    ),
                    tensor(
                        new[,]
                        {
                            { 1.0, 2.125 },
                            { 3, 4 },
                        }
                    ),
                    0.2,
                    "equal"
                )
            )
        );

        Assert.Equal("○ your turn: equal – not yet: largest absolute difference 0.25 at [1, 1] (4.25 against 4), more than 0.2", line);
    }

    [Fact]
    public void Tensors_of_different_types_that_agree_get_a_tick()
    {
        var line = Assert.Single(
            Shown.By(() =>
                Check.Close(
                    tensor(new float[] { 1, 2, float.PositiveInfinity }),
                    tensor(new double[] { 1, 2, double.PositiveInfinity }),
                    0,
                    "equal"
                )
            )
        );

        Assert.Equal("✓ right: equal: largest absolute difference 0", line);
    }

    [Fact]
    public void A_tensor_of_another_shape_or_with_a_gap_is_not_close()
    {
        var shown = Shown.By(() =>
        {
            Check.Close(zeros(2, 3), zeros(3, 2), 1, "shape");
            Check.Close(tensor([1f, float.NaN]), zeros(2), 10, "gap");
        });

        Assert.Equal("○ your turn: shape – not yet: the shape is (2, 3), expected (3, 2)", shown[0]);
        Assert.Equal("○ your turn: gap – not yet: largest absolute difference NaN at [1] (NaN against 0), more than 10", shown[1]);
    }

    [Fact]
    public void A_tolerance_that_is_negative_or_not_finite_is_an_error()
    {
        foreach (var tolerance in new[] { -1, double.NaN, double.PositiveInfinity })
        {
            Assert.Throws<ArgumentOutOfRangeException>("tolerance", () => Check.Close(1, 1, tolerance, "claim"));
        }
    }

    [Fact]
    public void The_hint_follows_what_was_found_where_a_check_does_not_hold_and_only_there()
    {
        var shown = Shown.By(() =>
        {
            Check.Close(1, 2, 0.5, "one", hint: "Divide by n.");
            Check.Close(zeros(2), ones(2), 0.5, "two", hint: "Divide by n.");
            Check.Equal(1, 2, "three", hint: "Divide by n.");
            Check.Close(2, 2, 0.5, "four", hint: "Divide by n.");
            Check.Equal(2, 2, "five", hint: "Divide by n.");
        });

        Assert.Equal(
            [
                "○ your turn: one – not yet: 1 against 2, difference 1, more than 0.5. Divide by n.",
                "○ your turn: two – not yet: largest absolute difference 1 at [0] (0 against 1), more than 0.5. Divide by n.",
                "○ your turn: three – not yet: 1, expected 2. Divide by n.",
                "✓ right: four: 2, exactly",
                "✓ right: five: 2, exactly",
            ],
            shown
        );
    }

    [Fact]
    public void Equal_takes_numbers_strings_sequences_arrays_and_tensors()
    {
        string Line<T>(T actual, T expected) => Assert.Single(Shown.By(() => Check.Equal(actual, expected, "claim")));

        Assert.Equal("✓ right: claim: 3, exactly", Line(3, 3));
        Assert.Equal("○ your turn: claim – not yet: 0.30000000000000004, expected 0.3", Line(0.1 + 0.2, 0.3));
        Assert.Equal("○ your turn: claim – not yet: NaN, expected NaN", Line(double.NaN, double.NaN));
        Assert.Equal("✓ right: claim: \"ab\", exactly", Line("ab", "ab"));
        Assert.Equal("○ your turn: claim – not yet: \"ab\", expected \"ba\"", Line("ab", "ba"));
        Assert.Equal("✓ right: claim: [1, 2], exactly", Line<IEnumerable<int>>([1, 2], new List<int> { 1, 2 }));
        Assert.Equal("○ your turn: claim – not yet: at [1]: 2, expected 3", Line(new[] { 1, 2 }, [1, 3]));
        Assert.Equal("○ your turn: claim – not yet: [1] has 1 elements, expected 2", Line(new[] { 1 }, [1, 3]));
        Assert.Equal(
            "○ your turn: claim – not yet: at [1]: at [0]: \"b\", expected \"c\"",
            Line<string[][]>(
                [
                    ["a"],
                    ["b"],
                ],
                [
                    ["a"],
                    ["c"],
                ]
            )
        );
        Assert.Equal(
            "○ your turn: claim – not yet: at [1, 0]: 3, expected 4",
            Line(
                new[,]
                {
                    { 1, 2 },
                    { 3, 4 },
                },
                new[,]
                {
                    { 1, 2 },
                    { 4, 4 },
                }
            )
        );
        Assert.Equal(
            "○ your turn: claim – not yet: the shape is (1, 2), expected (2, 1)",
            Line(
                new[,]
                {
                    { 1, 2 },
                },
                new[,]
                {
                    { 1 },
                    { 2 },
                }
            )
        );
        Assert.Equal("○ your turn: claim – not yet: null, expected 1", Line<object?>(null, 1));
        Assert.StartsWith("✓", Line(tensor([1L, 2]), tensor([1L, 2])), StringComparison.Ordinal);
        Assert.Contains("the shape is (2), expected (1, 2)", Line(zeros(2), zeros(1, 2)), StringComparison.Ordinal);
        Assert.Contains("at [1] (1 against 0)", Line(tensor([0f, 1]), zeros(2)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_is_judged_by_what_it_returns()
    {
        var shown = Shown.By(() =>
        {
            Check.That(() => 1 > 0, "that");
            Check.Close(() => 1 / 4.0, 0.25, 0, "double");
            Check.Close(() => 3, 3.0, 0, "int as a double");
            Check.Close(() => 0.5f, 0.5, 0, "float as a double");
            Check.Close(() => ones(2) * 2, full(2, 2), 0, "tensor");
            Check.Equal(() => ones(2, 3).shape, [2L, 3L], "shape");
            Check.Equal(() => "a" + "b", "ab", "string");
            Check.Close(() => (Tensor)null!, zeros(2), 0, "null", hint: "Return it.");
        });

        Assert.All(shown.Take(7), line => Assert.StartsWith("✓", line, StringComparison.Ordinal));
        Assert.Equal("○ your turn: null – not yet: the value is null. Return it.", shown[^1]);
    }

    [Fact]
    public void An_exception_of_the_reader_becomes_a_line_with_the_hint()
    {
        var shown = Shown.By(() =>
        {
            Check.That(() => throw new NotImplementedException("to do"), "one", hint: "Write it.");
            Check.Equal(() => (new int[2])[2], 0, "two", hint: "Count from 0.");
            Check.Close(() => (double)Task.Run(double () => throw new InvalidOperationException("inside\nout")).Result, 0, 0, "three");
        });

        Assert.Equal("○ your turn: one – not yet: NotImplementedException: to do. Write it.", shown[0]);
        Assert.Equal(
            "○ your turn: two – not yet: IndexOutOfRangeException: Index was outside the bounds of the array. Count from 0.",
            shown[1]
        );
        Assert.Equal("○ your turn: three – not yet: InvalidOperationException: inside out", shown[2]);
    }

    [Fact]
    public void The_stop_button_is_no_finding() =>
        Assert.Throws<OperationCanceledException>(() => Check.That(() => throw new OperationCanceledException(), "claim"));

    [Fact]
    public void What_libtorch_refuses_becomes_a_sentence_about_shapes()
    {
        Run.Reseed(1);
        using var scope = NewDisposeScope();
        using var network = Linear(10, 3);
        using var recurrent = LSTM(5, 4);
        var weight = new TorchSharp.Modules.Parameter(ones(2));
        string Found(Func<Tensor> reader)
        {
            var line = Assert.Single(Shown.By(() => Check.Close(reader, zeros(1), 0, "c", hint: "Look.")));
            Assert.StartsWith("○ your turn: c – not yet: ", line, StringComparison.Ordinal);
            Assert.EndsWith(". Look.", line, StringComparison.Ordinal);
            return line["○ your turn: c – not yet: ".Length..^". Look.".Length];
        }

        var expectations = new List<Action>();
        void Expect(string sentence, Func<Tensor> reader) => expectations.Add(() => Assert.Equal(sentence, Found(reader)));

        const string Product = "libtorch cannot multiply (32, 10) by (32, 10): the inner sizes 10 and 32 differ";
        Expect(Product, () => ones(32, 10).mm(ones(32, 10)));
        if (MatmulRepair.Installed)
        {
            Expect(Product, () => ones(32, 10).matmul(ones(32, 10)));
        }

        Expect("libtorch cannot multiply (2, 9) by (10, 3): the inner sizes 9 and 10 differ", () => network.call(ones(2, 9)));
        Expect("libtorch cannot multiply (3, 4) by (5): the inner sizes 4 and 5 differ", () => ones(3, 4).mv(ones(5)));
        Expect(
            "in a batched product the second factor must begin with the sizes (2, 4), but begins with (2, 3)",
            () => ones(2, 3, 4).bmm(ones(2, 3, 4))
        );
        Expect(
            "the shapes do not broadcast: at dimension 1 one tensor has the size 3, the other 4; the sizes must be equal, or one of them 1",
            () => ones(2, 3) + ones(2, 4)
        );
        Expect("(2, 3) cannot be expanded to (2, 4)", () => ones(2, 3).expand(2, 4));
        Expect("(2, 5) is no shape for 6 values", () => ones(6).reshape(2, 5));
        Expect("cat needs equal sizes but for dimension 0; tensor 1 has 4 where 3 is needed", () => cat([ones(2, 3), ones(2, 4)]));
        Expect("stack needs equal shapes, but entry 0 is (2) and entry 1 is (3)", () => stack([ones(2), ones(3)]));
        Expect("there is no dimension 2; they go from -2 to 1", () => ones(2, 3).sum(2));
        Expect("there is no index 4 at dimension 0, whose size is 3", () => ones(3)[tensor([4L])]);
        Expect("there is no index 5 at dimension 0 of a tensor of shape (3)", () => ones(3)[5]);
        // What a layer refuses inside a repair of this library comes back as no tensor; the reason is on the error stream.
        Expect("InvalidOperationException: Tensor invalid -- empty handle", () => functional.conv2d(ones(1, 1, 8, 8), ones(4, 3, 3, 3)));
        Expect("the layer expects 5 features, but the input has 6", () => recurrent.call(ones(2, 3, 6)).Item1);
        Expect("there are 3 outputs for 2 targets", () => functional.cross_entropy(ones(3, 4), zeros(2, dtype: int64)));
        Expect("the two tensors are of different types, float32 and float64", () => ones(2, 2).mm(ones(2, 2, dtype: float64)));
        Expect(
            "no gradient leads to this tensor: nothing that it was computed from requires one",
            () =>
            {
                ones(1).backward();
                return ones(1);
            }
        );
        Expect(
            "backward() starts from a single number, and this tensor has more: take its sum or mean",
            () =>
            {
                (weight * 2).backward();
                return weight;
            }
        );
        Expect(
            "the graph was freed by the backward pass before this one: compute the output again",
            () =>
            {
                var loss = weight.square().sum();
                loss.backward();
                loss.backward();
                return loss;
            }
        );
        Expect(
            "a parameter that requires gradients must not be changed in place outside no_grad: write using (no_grad()) around it",
            () => weight.sub_(ones(2))
        );
        Assert.Multiple([.. expectations]);
        Assert.StartsWith("libtorch says: ", Found(() => linalg.cholesky(ones(2, 3))), StringComparison.Ordinal);
    }
}
