using System.Globalization;
using System.Text;
using Viva.Display;
using Viva.Display.Charts;
using Viva.Runtime;

namespace Viva.Rl.Environments;

/// <summary>
/// A rod on a motor too weak to lift it at once, to be swung up and held: Gymnasium's Pendulum-v1. An action is a torque in N m, clipped to
/// [-2, 2]; a step lasts 0.05 s; a uniform rod of 1 kg and 1 m under 10 m/s². An observation is the cosine and the sine of the angle from
/// upright, counterclockwise positive, and the angular velocity in rad/s, at most 8. A step earns −(θ² + 0.1 ω² + 0.001 u²) with the angle
/// θ in [-π, π) and the velocity ω before it and the torque u: 0 at best, −16.3 at worst. The task is never over.
/// </summary>
public sealed class Pendulum : IEnvironment<double[], double>
{
    /// <summary>The largest torque, in N m.</summary>
    public const double TorqueLimit = 2;

    /// <summary>The largest angular velocity, in rad/s.</summary>
    public const double SpeedLimit = 8;

    private const double Gravity = 10;
    private const double Step50Ms = 0.05;

    private readonly EpisodeProgress _progress;
    private double _angle;
    private double _speed;

    /// <summary>A rod that hangs still until <see cref="Reset"/>.</summary>
    /// <param name="stepLimit">The step at which an episode is cut off: 200 as in Pendulum-v1; null for never.</param>
    /// <param name="seed">The seed of the starts; <see cref="Run.Seed"/> unless set.</param>
    /// <exception cref="ArgumentException">The limit is not positive, or the seed is negative.</exception>
    public Pendulum(int? stepLimit = 200, int? seed = null) => _progress = new(stepLimit, seed);

    /// <summary>Where a torque leads in 0.05 s and what the step earns; the new velocity moves the rod (semi-implicit Euler).</summary>
    /// <param name="angle">From upright, in rad.</param>
    /// <param name="speed">In rad/s.</param>
    /// <param name="torque">In N m; clipped to [-2, 2].</param>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    public static (double Angle, double Speed, double Reward) Next(double angle, double speed, double torque)
    {
        Require.Finite(angle);
        Require.Finite(speed);
        Require.Finite(torque);
        var applied = Math.Clamp(torque, -TorqueLimit, TorqueLimit);
        var from = Normalised(angle);
        var reward = -((from * from) + (0.1 * speed * speed) + (0.001 * applied * applied));
        var next = Math.Clamp(speed + (((1.5 * Gravity * Math.Sin(angle)) + (3 * applied)) * Step50Ms), -SpeedLimit, SpeedLimit);
        return (angle + (Step50Ms * next), next, reward);
    }

    /// <summary>A start at any angle with a velocity uniform in [-1, 1).</summary>
    /// <inheritdoc/>
    public double[] Reset(int? seed = null)
    {
        _progress.Begin(seed);
        _angle = Math.PI * ((2 * _progress.Random.NextDouble()) - 1);
        _speed = (2 * _progress.Random.NextDouble()) - 1;
        return Observation();
    }

    /// <inheritdoc/>
    public StepResult<double[]> Step(double action)
    {
        Require.Finite(action);
        _progress.RequireRunning(action);
        (_angle, _speed, var reward) = Next(_angle, _speed, action);
        return new(Observation(), reward, Terminated: false, _progress.Truncates(terminated: false));
    }

    /// <summary>Draws the rod on its axle. The picture needs no script.</summary>
    /// <param name="observation">The cosine and the sine of the angle, and the angular velocity.</param>
    /// <param name="title">The title above the picture.</param>
    /// <exception cref="ArgumentException">Not three finite numbers.</exception>
    public static Figure Draw(double[] observation, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(observation);
        if (observation.Length != 3 || !observation.All(double.IsFinite))
        {
            throw new ArgumentException("An observation is three finite numbers: cosine, sine, angular velocity.", nameof(observation));
        }

        var (cosine, sine) = (observation[0], observation[1]);
        var svg = new StringBuilder();
        void Add(FormattableString markup) => svg.Append(markup.ToString(CultureInfo.InvariantCulture));
        Add($"<svg viewBox=\"-110 -110 220 220\" width=\"100%\" fill=\"none\" stroke=\"currentColor\" aria-hidden=\"true\">");
        Add($"<circle r=\"100\" stroke-opacity=\"0.3\"/><path stroke=\"{Palette.Color(1)}\" stroke-width=\"14\" stroke-linecap=\"round\" ");
        Add($"d=\"M0 0L{Math.Round(-90 * sine, 1)} {Math.Round(-90 * cosine, 1)}\"/><circle r=\"4\" fill=\"currentColor\"/></svg>");
        var degrees = Math.Atan2(sine, cosine) * 180 / Math.PI;
        var text = Describe.Start("Pendulum", title);
        text.Append(
            CultureInfo.InvariantCulture,
            $" The rod is {Math.Abs(degrees):0} degrees from upright, to the {(degrees < 0 ? "right" : "left")}."
        );
        var words = text.ToString();
        return Figure.OfHtml(
            title,
            words,
            $"<div role=\"img\" aria-label=\"{HtmlText.Encode(words)}\" style=\"max-width:220px\">{svg}</div>"
        );
    }

    private double[] Observation() => [Math.Cos(_angle), Math.Sin(_angle), _speed];

    private static double Normalised(double angle)
    {
        var turns = (angle + Math.PI) / (2 * Math.PI);
        return ((turns - Math.Floor(turns)) * 2 * Math.PI) - Math.PI;
    }
}
