namespace Viva.Tuning;

/// <summary>One evaluation of a search.</summary>
/// <param name="Configuration">What was tried.</param>
/// <param name="Loss">Its loss on validation data; lower is better.</param>
/// <param name="Cost">What the evaluation cost in a unit that load does not disturb: evaluations, rows, steps.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Complete">Whether the full resource was used: the loss of a shortened training is no answer yet.</param>
public sealed record Trial(Configuration Configuration, double Loss, double Cost = 1, double Seconds = 0, bool Complete = true);
