namespace Viva.Go;

/// <summary>
/// What an evaluator thinks of a batch of positions. Arrays are taken as they are, without a copy.
/// </summary>
/// <param name="Logits">
/// For each position in turn one number a move, <see cref="GoBoard.MoveCount"/> of them, whose softmax over the legal moves is the policy.
/// The logarithms of probabilities serve as well.
/// </param>
/// <param name="Values">For each position what its player to move may expect, from -1 for a loss to 1 for a win.</param>
public sealed record GoEvaluation(float[] Logits, float[] Values);
