namespace Viva.Rl;

/// <summary>Draws actions: any with probability epsilon, else one of the best, equals evenly.</summary>
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
        if (epsilon > 0 && random.NextDouble() < epsilon)
        {
            return random.Next(actions);
        }

        var largest = Largest(values, row);
        var equals = 0;
        var chosen = 0;
        for (var action = 0; action < actions; action++)
        {
            // Each of n equals is kept with probability 1/n, which makes all equally likely.
            if (values[row, action] == largest && (++equals == 1 || random.Next(equals) == 0))
            {
                chosen = action;
            }
        }

        return chosen;
    }
}
