namespace Viva.Training;

/// <summary>The loss became infinite or not a number, so that further training would only destroy the weights.</summary>
public sealed class DivergedException : Exception
{
    internal DivergedException(int epoch, int step, int stepsPerEpoch, double loss, double learningRate)
        : base(FormattableString.Invariant($"The loss became {(double.IsNaN(loss) ? "NaN" : "infinite")} at epoch {epoch}, step {step} of {stepsPerEpoch}, with learning rate {learningRate:0.######}. ")
            + "Lower the learning rate, set ClipNorm (1 is a usual value), or look for NaN in the inputs. The weights are those before this step.")
    {
        Epoch = epoch;
        Step = step;
    }

    /// <summary>The epoch, counted from 1.</summary>
    public int Epoch { get; }

    /// <summary>The step within the epoch, counted from 1.</summary>
    public int Step { get; }
}
