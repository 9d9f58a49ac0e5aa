namespace Viva.Go;

/// <summary>
/// Evaluates a batch of positions, such as by one call of a network. The boards are the search's: they hold these positions during the call
/// only, and must not be changed.
/// </summary>
/// <param name="positions">The positions, none of them over.</param>
public delegate GoEvaluation GoEvaluator(IReadOnlyList<GoBoard> positions);
