namespace Viva.Training;

/// <summary>What one epoch gave. A figure that was not measured is NaN: no validation data, or targets that are not classes.</summary>
/// <param name="Epoch">The epoch, counted from 1.</param>
/// <param name="TrainLoss">The mean loss over the epoch's samples, measured while the weights changed and with dropout on.</param>
/// <param name="TrainAccuracy">The fraction of those samples that were classified correctly at that time.</param>
/// <param name="ValidationLoss">The mean loss on the validation data at the end of the epoch.</param>
/// <param name="ValidationAccuracy">The accuracy on the validation data at the end of the epoch.</param>
/// <param name="LearningRate">The learning rate of the last step (of the first parameter group).</param>
/// <param name="Seconds">The time of the epoch, validation included.</param>
/// <param name="SamplesPerSecond">Training samples per second, validation not counted.</param>
public sealed record EpochResult(
    int Epoch,
    double TrainLoss,
    double TrainAccuracy,
    double ValidationLoss,
    double ValidationAccuracy,
    double LearningRate,
    double Seconds,
    double SamplesPerSecond
);
