namespace Viva.Rl.Tabular;

/// <summary>What planning found.</summary>
/// <param name="Values">The value of each state under the best policy; 0 for terminal states.</param>
/// <param name="Policy">The best action of each state; of equals the lowest, and 0 for terminal states.</param>
/// <param name="Sweeps">How many times all states were gone through.</param>
public sealed record Plan(double[] Values, int[] Policy, int Sweeps);
