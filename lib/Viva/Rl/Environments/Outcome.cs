namespace Viva.Rl.Environments;

/// <summary>One thing that can come of an action.</summary>
/// <param name="Probability">How likely it is, in [0, 1].</param>
/// <param name="Next">The state that follows.</param>
/// <param name="Reward">What it earns.</param>
public readonly record struct Outcome(double Probability, int Next, double Reward);
