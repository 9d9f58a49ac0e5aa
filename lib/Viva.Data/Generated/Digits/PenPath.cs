using System.Numerics;

namespace Viva.Data.Generated.Digits;

/// <summary>The centre lines of a pen's strokes, as dense points.</summary>
internal sealed class PenPath
{
    private const int StepsPerSpan = 8;
    private readonly List<Vector2> _points = new(256);
    private readonly List<int> _starts = new(4);

    /// <summary>All points, stroke after stroke.</summary>
    public List<Vector2> Points => _points;

    /// <summary>The index of the first point of each stroke.</summary>
    public List<int> Starts => _starts;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _points.Clear();
        _starts.Clear();
    }

    /// <summary>Lifts the pen.</summary>
    public void Lift() => _starts.Add(_points.Count);

    /// <summary>
    /// Goes on through <paramref name="controls"/> without a corner (Catmull-Rom: the curve passes through every control). Two calls
    /// without a lift meet in a corner.
    /// </summary>
    public void Curve(params ReadOnlySpan<Vector2> controls)
    {
        if (_starts.Count == 0)
        {
            Lift();
        }

        for (var i = 0; i + 1 < controls.Length; i++)
        {
            var from = controls[i];
            var to = controls[i + 1];
            var before = i > 0 ? controls[i - 1] : from - (to - from);
            var after = i + 2 < controls.Length ? controls[i + 2] : to + (to - from);
            for (var step = i == 0 ? 0 : 1; step <= StepsPerSpan; step++)
            {
                var t = step / (float)StepsPerSpan;
                _points.Add(
                    0.5f
                        * (
                            2 * from
                            + t * (to - before + t * (2 * before - 5 * from + 4 * to - after + t * (3 * (from - to) + after - before)))
                        )
                );
            }
        }
    }
}
