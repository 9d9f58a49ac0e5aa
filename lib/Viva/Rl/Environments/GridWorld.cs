using Microsoft.DotNet.Interactive.Formatting;
using Viva.Display;
using Viva.Display.Charts;
using Viva.Display.Formatters;
using Viva.Runtime;

namespace Viva.Rl.Environments;

/// <summary>
/// A grid on which an agent moves up, right, down or left. Rows are numbered from the top and columns from the left, both from 0, and the
/// state of a cell is row times <see cref="Columns"/> plus column. A move against a wall or
/// the border leads nowhere. The world draws itself.
/// </summary>
[TypeFormatterSource(typeof(ViewFormatters<GridWorld>), PreferredMimeTypes = [MimeTypes.Html, MimeTypes.Text])]
public sealed class GridWorld : FiniteEnvironment, IView
{
    /// <summary>The action that moves to the row above.</summary>
    public const int Up = 0;

    /// <summary>The action that moves to the next column.</summary>
    public const int Right = 1;

    /// <summary>The action that moves to the row below.</summary>
    public const int Down = 2;

    /// <summary>The action that moves to the column before.</summary>
    public const int Left = 3;

    private readonly GridLayout _layout;
    private readonly GridRewards _rewards;

    /// <summary>
    /// A world from lines of letters: <c>S</c> the start, <c>.</c> a free cell, <c>#</c> a wall, <c>G</c> a goal, <c>g</c> a lesser goal
    /// and <c>X</c> a pit, which all end the episode, and <c>C</c> a cliff, which throws the agent back to the start without an end.
    /// </summary>
    /// <param name="rows">The lines, from the top; all of one length, with exactly one start.</param>
    /// <param name="stepReward">What a move earns that leads to the start, to a free cell or nowhere.</param>
    /// <param name="goalReward">What the move into a goal earns.</param>
    /// <param name="lesserGoalReward">What the move into a lesser goal earns.</param>
    /// <param name="pitReward">What the move into a pit earns.</param>
    /// <param name="cliffReward">What the move into a cliff earns.</param>
    /// <param name="slip">
    /// The probability, in [0, 1], that a move goes to one side of where it was meant to, either side equally likely.
    /// </param>
    /// <param name="stepLimit">The step at which an episode is cut off; null for never.</param>
    /// <param name="seed">The seed of the slips; <see cref="Run.Seed"/> unless set.</param>
    /// <exception cref="ArgumentException">
    /// The lines make no grid, the slip is not in [0, 1], a reward is not finite, or the limit is not positive.
    /// </exception>
    public GridWorld(
        IEnumerable<string> rows,
        double stepReward = 0,
        double goalReward = 1,
        double lesserGoalReward = 0.1,
        double pitReward = -1,
        double cliffReward = -100,
        double slip = 0,
        int? stepLimit = 10_000,
        int? seed = null
    )
        : this(
            new GridLayout(rows),
            new GridRewards(stepReward, goalReward, lesserGoalReward, pitReward, cliffReward),
            slip,
            stepLimit,
            seed
        ) { }

    private GridWorld(GridLayout layout, GridRewards rewards, double slip, int? stepLimit, int? seed)
        : base(layout.Model(rewards, slip), layout.Start, stepLimit, seed) => (_layout, _rewards) = (layout, rewards);

    /// <summary>How many rows the grid has.</summary>
    public int Rows => _layout.Rows;

    /// <summary>How many columns the grid has.</summary>
    public int Columns => _layout.Columns;

    string IView.Html => ((IView)Draw()).Html;

    string IView.Text => Draw().AlternativeText;

    /// <summary>
    /// The cliff of Sutton and Barto (2018), example 6.6, which is CliffWalking of Gymnasium: 4 rows and 12 columns, each move costs 1, and
    /// the ten cells between start and goal cost 100 and lead back to the start. The shortest way earns -13.
    /// </summary>
    /// <param name="slip">The probability that a move goes to one side; 0 in the book.</param>
    /// <param name="stepLimit">The step at which an episode is cut off; null for never.</param>
    /// <param name="seed">The seed of the slips; <see cref="Run.Seed"/> unless set.</param>
    /// <exception cref="ArgumentException">The slip is not in [0, 1], or the limit is not positive.</exception>
    public static GridWorld Cliff(double slip = 0, int? stepLimit = 10_000, int? seed = null) =>
        new(
            ["............", "............", "............", "SCCCCCCCCCCG"],
            stepReward: -1,
            goalReward: -1,
            cliffReward: -100,
            slip: slip,
            stepLimit: stepLimit,
            seed: seed
        );

    /// <summary>The state of a cell.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The cell lies outside the grid.</exception>
    public int StateAt(int row, int column)
    {
        RequireIndex.Below(row, Rows);
        RequireIndex.Below(column, Columns);
        return (row * Columns) + column;
    }

    /// <summary>The cell of a state.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such state.</exception>
    public (int Row, int Column) CellOf(int state)
    {
        RequireIndex.Below(state, States);
        return (state / Columns, state % Columns);
    }

    /// <summary>
    /// Draws the grid: values as colours and numbers, a policy as arrows, a path as frames around its cells. The picture needs no script.
    /// </summary>
    /// <param name="values">A value for each state; one that is not finite leaves its cell blank.</param>
    /// <param name="policy">An action for each state.</param>
    /// <param name="path">States that follow each other, such as an episode's observations.</param>
    /// <param name="title">The title above the picture.</param>
    /// <param name="alternativeText">What the picture shows, in words; written from the data unless given.</param>
    /// <param name="valueName">What the numbers are, under the scale of colours.</param>
    /// <exception cref="ArgumentException">
    /// There is not one value or action for each state, or a state or action does not exist.
    /// </exception>
    public Figure Draw(
        IReadOnlyList<double>? values = null,
        IReadOnlyList<int>? policy = null,
        IReadOnlyList<int>? path = null,
        string? title = null,
        string? alternativeText = null,
        string valueName = "value"
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(valueName);
        if (values is not null && values.Count != States)
        {
            throw new ArgumentException($"There are {values.Count} values for {States} states.", nameof(values));
        }

        if (policy is not null && policy.Count != States)
        {
            throw new ArgumentException($"The policy names {policy.Count} actions for {States} states.", nameof(policy));
        }

        foreach (var action in policy ?? [])
        {
            RequireIndex.Below(action, Actions, nameof(policy));
        }

        foreach (var state in path ?? [])
        {
            RequireIndex.Below(state, States, nameof(path));
        }

        var picture = new GridPicture(_layout, _rewards, values, policy, path, valueName);
        var text = alternativeText ?? picture.Description(title);
        return Figure.OfHtml(title, text, picture.Html(text));
    }
}
