using Viva.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static Viva.Tests.Training.TrainerTests;

namespace Viva.Tests.Training;

/// <summary>Data and losses that would destroy the weights, teach nothing, or end in the words of libtorch.</summary>
[Collection(TorchSerial.Name)]
public sealed class RefusalTests
{
    [Fact]
    public void A_gradient_that_is_not_finite_ends_the_training_though_the_loss_is()
    {
        var (x, labels) = Clusters(64);
        foreach (var clip in (double?[])[null, 1])
        {
            using var model = Classifier();
            var before = Weights(model);
            // The root of 0 has an infinite slope, and the factor 0 makes NaN of it.
            var error = Assert.Throws<DivergedException>(() =>
                Fit(
                    new Trainer(model)
                    {
                        Epochs = 1,
                        Quiet = true,
                        ClipNorm = clip,
                        Loss = (o, t) => functional.cross_entropy(o, t) + (o - o).sqrt().sum(),
                    },
                    x,
                    labels
                )
            );
            Assert.Contains(
                "The gradient of 0.weight is not finite, though the loss is, at epoch 1, step 1 of 1",
                error.Message,
                StringComparison.Ordinal
            );
            Assert.Equal((1, 1), (error.Epoch, error.Step));
            Assert.Equal(before, Weights(model));
        }
    }

    [Fact]
    public void A_validation_loss_that_is_NaN_ends_the_training()
    {
        var (x, labels) = Clusters(64);
        using var model = Classifier();
        var bad = x.clone();
        bad[5, 1] = float.NaN;
        var error = Assert.Throws<DivergedException>(() => Fit(new Trainer(model) { Epochs = 5, Quiet = true }, x, labels, bad, labels));
        Assert.Contains("The validation loss became NaN at epoch 1", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, error.Epoch);
    }

    [Fact]
    public void Targets_that_are_no_classes_of_the_model_are_named_by_row()
    {
        var (x, labels) = Clusters(300);
        labels[217] = 3;
        Assert.Contains(
            "The targets hold class 3 at [217], but the model has 3 outputs, for the classes 0 to 2",
            Message(x, labels),
            StringComparison.Ordinal
        );
        labels[217] = 1;
        labels[0] = -1;
        Assert.Contains("class -1 at [0]", Message(x, labels), StringComparison.Ordinal);
        labels[0] = 1;
        Assert.Contains(
            "The targets are int32, but class numbers must be int64. Pass targets.to(int64).",
            Message(x, labels.to(int32)),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "The targets have shape (300, 1), but class numbers have shape (n): pass targets.squeeze(1).",
            Message(x, labels.unsqueeze(1)),
            StringComparison.Ordinal
        );
        using var model = Classifier();
        labels[3] = 9;
        Assert.Contains(
            "class 9 at [3]",
            Assert.Throws<ArgumentException>(() => new Trainer(model).Evaluate(x, labels)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Inputs_of_another_type_are_named_with_the_mend()
    {
        var (x, labels) = Clusters(30);
        Assert.Contains(
            "The inputs are uint8, but the weights of the model are float32. Pass inputs.to(float32) / 255 for pictures.",
            Message(x.to(uint8), labels),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "The inputs are float64, but the weights of the model are float32. Pass inputs.to(float32).",
            Message(x.to(float64), labels),
            StringComparison.Ordinal
        );
        using var model = Classifier();
        Assert.Contains(
            "uint8",
            Assert.Throws<ArgumentException>(() => new Trainer(model).Predict(x.to(uint8))).Message,
            StringComparison.Ordinal
        );
        using var pictures = Sequential(Conv2d(1, 3, 3), AdaptiveAvgPool2d(1), Flatten());
        Assert.Contains(
            "/ 255",
            Assert
                .Throws<ArgumentException>(() => Fit(new Trainer(pictures) { Quiet = true }, zeros(4, 1, 8, 8, uint8), labels[..4]))
                .Message,
            StringComparison.Ordinal
        );

        using var embedding = Sequential(Embedding(10, 4), Flatten(), Linear(8, 3));
        var tokens = zeros(30, 2, int64);
        tokens[7, 1] = 10;
        Assert.Contains(
            "The inputs hold 10 at [7, 1], but the embedding has 10 entries, 0 to 9.",
            Assert.Throws<ArgumentException>(() => Fit(new Trainer(embedding) { Quiet = true }, tokens, labels)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_view_of_pictures_in_channels_last_order_is_explained()
    {
        manual_seed(1);
        using var convolution = Conv2d(3, 4, 3);
        using var linear = Linear(4 * 36, 3);
        using var model = Sequential(convolution, linear);
        var (x, y) = (randn(8, 3, 8, 8), randint(3, [8L], int64));
        Tensor Forward(Tensor batch) => linear.call(convolution.call(batch).view(batch.shape[0], -1));
        var error = Assert.Throws<ArgumentException>(() => Fit(new Trainer(model, Forward) { Quiet = true }, x, y));
        Assert.Contains("Use reshape or flatten there, or set ChannelsLast = false.", error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.InnerException);
        Fit(
            new Trainer(model, Forward)
            {
                Epochs = 1,
                ChannelsLast = false,
                Quiet = true,
            },
            x,
            y
        );
    }

    [Fact]
    public void What_the_trainer_cannot_explain_is_left_as_libtorch_said_it()
    {
        var (_, labels) = Clusters(30);
        using var model = Classifier();
        var error = Assert.Throws<System.Runtime.InteropServices.ExternalException>(() =>
            Fit(new Trainer(model) { Quiet = true }, randn(30, 5), labels)
        );
        Assert.Contains("cannot be multiplied", error.Message, StringComparison.Ordinal);

        // A model that converts bytes itself does not fail for their sake.
        var converts = new Trainer(model, batch => model.call(batch.to(float32))) { Quiet = true };
        Assert.Contains(
            "cannot be multiplied",
            Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => Fit(converts, zeros(30, 5, uint8), labels)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_loss_that_broadcasts_outputs_against_targets_is_refused_and_one_that_does_not_is_not()
    {
        manual_seed(3);
        var x = randn(200, 1);
        var y = ((3 * x) + 1).squeeze(1);
        Assert.Contains(
            "outputs of shape (64, 1) and targets of shape (64) are broadcast",
            Refusal((o, t) => functional.mse_loss(o, t)),
            StringComparison.Ordinal
        );
        Assert.Contains("targets.unsqueeze(1)", Refusal((o, t) => (o - t).abs().mean()), StringComparison.Ordinal);
        foreach (
            var loss in (Func<Tensor, Tensor, Tensor>[])
                [
                    (o, t) => functional.mse_loss(o.squeeze(1), t),
                    (o, t) => functional.mse_loss(o, t.unsqueeze(1)),
                    (o, t) => functional.binary_cross_entropy_with_logits(o.squeeze(1), t.gt(0).to(float32)),
                ]
        )
        {
            using var model = Linear(1, 1);
            constant(model);
            Fit(
                new Trainer(model)
                {
                    Epochs = 2,
                    Quiet = true,
                    Loss = loss,
                },
                x,
                y
            );
        }

        string Refusal(Func<Tensor, Tensor, Tensor> loss)
        {
            using var model = Linear(1, 1);
            return Assert
                .Throws<ArgumentException>(() =>
                    Fit(
                        new Trainer(model)
                        {
                            Epochs = 2,
                            Quiet = true,
                            Loss = loss,
                        },
                        x,
                        y
                    )
                )
                .Message;
        }

        // Weights of 0 give equal outputs, which must not be mistaken for a loss that does not look at its targets.
        static void constant(TorchSharp.Modules.Linear model)
        {
            using var _ = no_grad();
            model.weight.zero_();
        }
    }

    private static string Message(Tensor x, Tensor y)
    {
        using var model = Classifier();
        return Assert.Throws<ArgumentException>(() => Fit(new Trainer(model) { Quiet = true }, x, y)).Message;
    }
}
