namespace Viva.Rl.Environments;

/// <summary>What a move in a grid world earns, by the cell that it leads to.</summary>
internal sealed record GridRewards(double Step, double Goal, double LesserGoal, double Pit, double Cliff);
