namespace Viva.Training;

/// <summary>The figure of an epoch by which the trainer tells better weights from worse.</summary>
public enum MonitoredMetric
{
    /// <summary>The loss on the validation data; lower is better.</summary>
    ValidationLoss,

    /// <summary>The accuracy on the validation data; higher is better.</summary>
    ValidationAccuracy,

    /// <summary>The mean loss of the epoch's training batches; lower is better.</summary>
    TrainLoss,
}
