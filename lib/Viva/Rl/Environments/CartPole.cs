using System.Globalization;
using System.Text;
using Viva.Display;
using Viva.Display.Charts;
using Viva.Runtime;

namespace Viva.Rl.Environments;

/// <summary>
/// A pole hinged on a cart, to be kept upright by pushing the cart left (0) or right (1): the equations of Barto, Sutton and Anderson
/// (1983) with the constants, limits and Euler steps of 0.02 s of Gymnasium's CartPole-v1. An observation is the cart's position in m and
/// velocity in m/s, the pole's angle from upright in rad, to the right positive, and angular velocity in rad/s. Each step earns 1, the last
/// one too. The task is over when the cart is beyond 2.4 m or the pole beyond 12 degrees.
/// </summary>
public sealed class CartPole : IEnvironment<double[], int>
{
    /// <summary>The action that pushes with 10 N to the left.</summary>
    public const int Left = 0;

    /// <summary>The action that pushes with 10 N to the right.</summary>
    public const int Right = 1;

    /// <summary>The cart's distance from the middle, in m, beyond which the task is over.</summary>
    public const double PositionLimit = 2.4;

    /// <summary>The pole's angle, 12 degrees in rad, beyond which the task is over.</summary>
    public const double AngleLimit = 12 * 2 * Math.PI / 360;

    private const double Gravity = 9.8;
    private const double PoleMass = 0.1;
    private const double TotalMass = 1.0 + PoleMass;
    private const double HalfLength = 0.5;
    private const double Force = 10;
    private const double Step20Ms = 0.02;

    private readonly EpisodeProgress _progress;
    private double[] _state = [];

    /// <summary>A cart at rest until <see cref="Reset"/>.</summary>
    /// <param name="stepLimit">The step at which an episode is cut off: 500 as in CartPole-v1; null for never.</param>
    /// <param name="seed">The seed of the starts; <see cref="Run.Seed"/> unless set.</param>
    /// <exception cref="ArgumentException">The limit is not positive, or the seed is negative.</exception>
    public CartPole(int? stepLimit = 500, int? seed = null) => _progress = new(stepLimit, seed);

    /// <summary>Where a push leads: one Euler step of 0.02 s, without limits.</summary>
    /// <param name="observation">Position, velocity, angle, angular velocity.</param>
    /// <param name="action"><see cref="Left"/> or <see cref="Right"/>.</param>
    /// <exception cref="ArgumentException">Not four numbers, or no such action.</exception>
    public static double[] Next(double[] observation, int action)
    {
        RequireObservation(observation);
        RequireIndex.Below(action, 2);
        var (position, velocity, angle, turning) = (observation[0], observation[1], observation[2], observation[3]);
        var (sine, cosine) = Math.SinCos(angle);
        var push = ((action == Right ? Force : -Force) + (PoleMass * HalfLength * turning * turning * sine)) / TotalMass;
        var turn = ((Gravity * sine) - (cosine * push)) / (HalfLength * ((4.0 / 3) - (PoleMass * cosine * cosine / TotalMass)));
        var acceleration = push - (PoleMass * HalfLength * turn * cosine / TotalMass);
        return
        [
            position + (Step20Ms * velocity),
            velocity + (Step20Ms * acceleration),
            angle + (Step20Ms * turning),
            turning + (Step20Ms * turn),
        ];
    }

    /// <summary>Whether the cart or the pole is beyond its limit.</summary>
    /// <exception cref="ArgumentException">Not four numbers.</exception>
    public static bool IsOver(double[] observation)
    {
        RequireObservation(observation);
        return Math.Abs(observation[0]) > PositionLimit || Math.Abs(observation[2]) > AngleLimit;
    }

    /// <summary>A start at which each of the four numbers is uniform in [-0.05, 0.05).</summary>
    /// <inheritdoc/>
    public double[] Reset(int? seed = null)
    {
        _progress.Begin(seed);
        _state = [.. Enumerable.Range(0, 4).Select(_ => (0.1 * _progress.Random.NextDouble()) - 0.05)];
        return [.. _state];
    }

    /// <inheritdoc/>
    public StepResult<double[]> Step(int action)
    {
        RequireIndex.Below(action, 2);
        _progress.RequireRunning(action);
        _state = Next(_state, action);
        var over = IsOver(_state);
        return new([.. _state], 1, over, _progress.Truncates(over));
    }

    /// <summary>
    /// Draws the cart on its track with the pole, to scale; the marks are the limits of the position. The picture needs no script.
    /// </summary>
    /// <param name="observation">Position, velocity, angle, angular velocity.</param>
    /// <param name="title">The title above the picture.</param>
    /// <exception cref="ArgumentException">Not four finite numbers.</exception>
    public static Figure Draw(double[] observation, string? title = null)
    {
        RequireObservation(observation);
        var (position, angle) = (observation[0], observation[2]);
        var (sine, cosine) = Math.SinCos(angle);
        var svg = new StringBuilder();
        void Add(FormattableString markup) => svg.Append(markup.ToString(CultureInfo.InvariantCulture));
        // 100 units are a metre: the track is 5.2 m wide, the pole 1 m long.
        var (x, top) = (Math.Round(260 + (100 * position)), 118);
        Add($"<svg viewBox=\"0 0 520 160\" width=\"100%\" fill=\"none\" stroke=\"currentColor\" aria-hidden=\"true\">");
        Add($"<path d=\"M0 140h520M20 130v20M500 130v20\"/>");
        Add($"<rect x=\"{x - 25}\" y=\"{top}\" width=\"50\" height=\"22\" fill=\"{Palette.Color(0)}\" stroke=\"none\"/>");
        Add($"<path stroke=\"{Palette.Color(1)}\" stroke-width=\"6\" stroke-linecap=\"round\" ");
        Add($"d=\"M{x} {top}L{Math.Round(x + (100 * sine), 1)} {Math.Round(top - (100 * cosine), 1)}\"/></svg>");
        var text = Describe.Start("Cart and pole", title);
        text.Append(
            CultureInfo.InvariantCulture,
            $" The cart is {Side(position, "m")}, the pole leans {Side(angle * 180 / Math.PI, "degrees")}."
        );
        var words = text.ToString();
        return Figure.OfHtml(
            title,
            words,
            $"<div role=\"img\" aria-label=\"{HtmlText.Encode(words)}\" style=\"max-width:520px\">{svg}</div>"
        );
    }

    private static string Side(double amount, string unit) =>
        $"{HtmlText.Number(Math.Abs(amount), "0.0#")} {unit} {(amount < 0 ? "to the left" : "to the right")}";

    private static void RequireObservation(double[] observation)
    {
        ArgumentNullException.ThrowIfNull(observation);
        if (observation.Length != 4 || !observation.All(double.IsFinite))
        {
            throw new ArgumentException(
                "An observation is four finite numbers: position, velocity, angle, angular velocity.",
                nameof(observation)
            );
        }
    }
}
