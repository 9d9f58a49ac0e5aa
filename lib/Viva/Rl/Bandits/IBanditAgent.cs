namespace Viva.Rl.Bandits;

/// <summary>
/// An agent that chooses among arms and learns from what they pay. Each keeps its own estimates, so a new game needs a new agent.
/// </summary>
public interface IBanditAgent
{
    /// <summary>The arm to pull next, from 0.</summary>
    public int Choose();

    /// <summary>Takes note of what an arm paid.</summary>
    /// <exception cref="ArgumentException">There is no such arm, or the reward is not finite.</exception>
    public void Learn(int arm, double reward);
}
