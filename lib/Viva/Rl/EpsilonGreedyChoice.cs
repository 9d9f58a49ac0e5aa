namespace Viva.Rl;

/// <summary>
/// Draws actions: any with probability epsilon, else one of the best, equals evenly. An untried table holds nothing but equals, and an
/// agent that took the first of them would walk one way until it happened to explore.
/// </summary>
internal sealed class EpsilonGreedyChoice(Random random)
{
    /// <summary>The largest value of a row.</summary>
    public static double Largest(double[,] values, int row)
    {
        var largest = values[row, 0];
        for (var action = 1; action < values.GetLength(1); action++)
        {
            largest = Math.Max(largest, values[row, action]);
        }

        return largest;
    }

    /// <summary>An action for the values of a row.</summary>
    public int Next(double[,] values, int row, double epsilon)
    {
        var actions = values.GetLength(1);
        if (random.NextDouble() < epsilon)
        {
            return random.Next(actions);
        }

        // One draw whether or not there are equals, so that a loop written out by hand can draw the same numbers.
        var largest = Largest(values, row);
        var equals = 0;
        for (var action = 0; action < actions; action++)
        {
            equals += values[row, action] == largest ? 1 : 0;
        }

        var place = random.Next(equals);
        for (var action = 0; action < actions; action++)
        {
            if (values[row, action] == largest && place-- == 0)
            {
                return action;
            }
        }

        return 0; // What has diverged to NaN equals nothing, itself included.
    }
}
