namespace Viva.Rl.Tabular;

/// <summary>What a temporal-difference learner takes the future to be worth when it updates the value of an action.</summary>
public enum TdTarget
{
    /// <summary>
    /// The best action of the next state, whichever is taken (Watkins 1989): learns about the best policy while following another.
    /// </summary>
    QLearning,

    /// <summary>
    /// The action that is taken in the next state (Rummery and Niranjan 1994): learns about
    /// the policy that is followed, exploration included.
    /// </summary>
    Sarsa,

    /// <summary>
    /// The mean over the actions that could be taken in the next state (van Seijen et al. 2009): as SARSA, without the luck of the draw.
    /// </summary>
    ExpectedSarsa,
}
