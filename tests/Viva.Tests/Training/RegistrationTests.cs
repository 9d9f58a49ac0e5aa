using TorchSharp.Modules;
using Viva.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Viva.Tests.Training;

[Collection(TorchSerial.Name)]
public sealed class RegistrationTests
{
    [Fact]
    public void A_layer_that_the_model_does_not_list_is_refused_by_its_name()
    {
        var refused = Assert.Throws<ArgumentException>("model", () => new Trainer(new Forgetful()));

        Assert.Contains("Forgetful holds weights in _layer ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("RegisterComponents()", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_found_inside_another_model_too()
    {
        Assert.Throws<ArgumentException>("model", () => new Trainer(Sequential(Linear(3, 3), new Forgetful())));
    }

    [Fact]
    public void A_primary_constructors_layer_is_named_as_it_was_written()
    {
        var refused = Assert.Throws<ArgumentException>("model", () => new Trainer(new Primary(Linear(3, 3))));

        Assert.Contains("weights in layer ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_array_of_layers_is_refused_with_the_list_to_take()
    {
        var refused = Assert.Throws<ArgumentException>("model", () => new Trainer(new Many()));

        Assert.Contains("ModuleList", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_alone_is_found_as_well()
    {
        Assert.Throws<ArgumentException>("model", () => new Trainer(new Scale(registers: false)));
        Assert.NotNull(new Trainer(new Scale(registers: true)));
    }

    [Fact]
    public void Listed_shared_frozen_and_weightless_layers_are_accepted()
    {
        var shared = Linear(3, 3);
        var frozen = Linear(3, 3);
        foreach (var weight in frozen.parameters())
        {
            weight.requires_grad = false;
        }

        Assert.NotNull(new Trainer(new Registered()));
        Assert.NotNull(new Trainer(Sequential(shared, new Primary(shared))));
        Assert.NotNull(new Trainer(Sequential(Linear(3, 3), new Primary(frozen))));
        Assert.NotNull(new Trainer(Sequential(Linear(3, 3), new Primary(ReLU()))));
    }

    private sealed class Forgetful() : Module<Tensor, Tensor>("forgetful")
    {
        private readonly Linear _layer = Linear(3, 3);

        public override Tensor forward(Tensor input) => _layer.call(input);
    }

    private sealed class Primary(Module<Tensor, Tensor> layer) : Module<Tensor, Tensor>("primary")
    {
        public override Tensor forward(Tensor input) => layer.call(input);
    }

    private sealed class Many() : Module<Tensor, Tensor>("many")
    {
        private readonly Linear[] _layers = [Linear(3, 3), Linear(3, 3)];

        public override Tensor forward(Tensor input) => _layers.Aggregate(input, (x, layer) => layer.call(x));
    }

    private sealed class Scale : Module<Tensor, Tensor>
    {
        private readonly Parameter _scale = Parameter(ones(3));

        public Scale(bool registers)
            : base("scale")
        {
            if (registers)
            {
                RegisterComponents();
            }
        }

        public override Tensor forward(Tensor input) => input * _scale;
    }

    private sealed class Registered : Module<Tensor, Tensor>
    {
        private readonly Linear _layer = Linear(3, 3);

        public Registered()
            : base("registered")
        {
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => _layer.call(input);
    }
}
