using System.Numerics;

namespace Viva.Data.Generated;

/// <summary>
/// The colour of a shape at a point: red, green, blue and opacity. <paramref name="depth"/> is the distance to the shape's edge and
/// <paramref name="outward"/> the direction to it; far from the edge, where nobody needs them, they are rough.
/// </summary>
internal delegate Vector4 Paint(Vector2 at, float depth, Vector2 outward);

/// <summary>
/// A small colour picture to draw on with soft-edged shapes. The middle is (0, 0), x goes right, y goes down, and the edges of a square
/// picture are at -1 and 1; another has the same area. Shapes are polygons and lines whose signed distances give the coverage, at twice the
/// picture's resolution. Plain arithmetic, so that every system draws the same.
/// </summary>
internal sealed class Canvas
{
    private const int Fine = 2;
    private const int Region = 16;
    private const int Block = 4;
    private readonly int _width;
    private readonly int _height;
    private readonly float _unit;
    private readonly Vector3[] _pixels;
    private readonly bool[] _inside;
    private Edge[] _edges = [];
    private Edge[] _near = []; // in a region
    private Edge[] _nearest = []; // in a block
    private float[] _distances = [];

    /// <summary>A canvas for pictures of this size in pixels.</summary>
    public Canvas(int width, int height)
    {
        (_width, _height) = (width * Fine, height * Fine);
        _unit = MathF.Sqrt(_width * _height) / 2;
        _pixels = new Vector3[_width * _height];
        _inside = new bool[_width * _height];
        Pixel = Fine / _unit;
        (Right, Bottom) = (_width / 2 / _unit, _height / 2 / _unit);
    }

    /// <summary>The side of one pixel of the finished picture.</summary>
    public float Pixel { get; }

    /// <summary>The x of the right edge; the left one is at its negative.</summary>
    public float Right { get; }

    /// <summary>The y of the lower edge; the upper one is at its negative.</summary>
    public float Bottom { get; }

    /// <summary>Paints the whole picture, with one colour a pixel.</summary>
    public void Fill(Func<Vector2, Vector3> paint)
    {
        for (var y = 0; y < _height; y += Fine)
        {
            for (var x = 0; x < _width; x += Fine)
            {
                var colour = paint(Middle(x, y));
                var corner = y * _width + x;
                _pixels[corner] = _pixels[corner + 1] = _pixels[corner + _width] = _pixels[corner + _width + 1] = colour;
            }
        }
    }

    /// <summary>Fills a polygon.</summary>
    /// <param name="outline">Its corners in order; the last joins the first.</param>
    /// <param name="paint">Its colour.</param>
    /// <param name="soft">The width over which its edge fades; by default three quarters of a pixel.</param>
    /// <param name="rim">Up to which depth the paint asks for exact depths.</param>
    public void Fill(ReadOnlySpan<Vector2> outline, Paint paint, float soft = 0, float rim = 0)
    {
        Reserve(outline.Length);
        for (var i = 0; i < outline.Length; i++)
        {
            _edges[i] = new Edge(outline[i], outline[(i + 1) % outline.Length], 0, 0);
        }

        Draw(outline.Length, closed: true, 0, paint, soft, rim);
    }

    /// <summary>
    /// Draws a line with round ends through <paramref name="points"/>, as thick as <paramref name="radius"/> says at its start and its end.
    /// </summary>
    public void Stroke(ReadOnlySpan<Vector2> points, float radius, float endRadius, Paint paint, float soft = 0, bool closed = false)
    {
        var count = closed ? points.Length : points.Length - 1;
        Reserve(count);
        for (var i = 0; i < count; i++)
        {
            var (from, to) = (i / (float)count, (i + 1) / (float)count);
            _edges[i] = new Edge(
                points[i],
                points[(i + 1) % points.Length],
                radius + (endRadius - radius) * from,
                radius + (endRadius - radius) * to
            );
        }

        Draw(count, closed: false, MathF.Max(radius, endRadius), paint, soft, 0);
    }

    /// <summary>Writes the picture as planes of red, green and blue, each colour changed by <paramref name="develop"/>.</summary>
    public void CopyTo(Span<float> planes, Func<Vector2, Vector3, Vector3> develop)
    {
        var (width, height) = (_width / Fine, _height / Fine);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var corner = y * Fine * _width + x * Fine;
                var mean =
                    (_pixels[corner] + _pixels[corner + 1] + _pixels[corner + _width] + _pixels[corner + _width + 1]) / (Fine * Fine);
                var colour = develop(Middle(x * Fine, y * Fine), mean);
                var at = y * width + x;
                planes[at] = colour.X;
                planes[at + width * height] = colour.Y;
                planes[at + 2 * width * height] = colour.Z;
            }
        }
    }

    private Vector2 At(int x, int y) => new((x + 0.5f) / _unit - Right, (y + 0.5f) / _unit - Bottom);

    /// <summary>The middle of the pixel whose upper left part is at x and y.</summary>
    private Vector2 Middle(int x, int y) => new((x + Fine / 2f) / _unit - Right, (y + Fine / 2f) / _unit - Bottom);

    private void Reserve(int count)
    {
        if (_edges.Length < count)
        {
            _edges = new Edge[count];
            _near = new Edge[count];
            _nearest = new Edge[count];
            _distances = new float[count];
        }
    }

    private void Draw(int count, bool closed, float radius, Paint paint, float soft, float rim)
    {
        soft = MathF.Max(soft, 0.75f * Pixel);
        var edges = _edges.AsSpan(0, count);
        var (low, high) = (edges[0].From, edges[0].From);
        foreach (ref var edge in edges)
        {
            low = Vector2.Min(low, Vector2.Min(edge.From, edge.From + edge.Along));
            high = Vector2.Max(high, Vector2.Max(edge.From, edge.From + edge.Along));
        }

        var margin = radius + soft;
        // Bounds lie on whole pixels of the finished picture.
        var (left, right) = (
            Math.Max(0, (int)((low.X - margin + Right) * _unit) & ~1),
            Math.Min(_width - 1, (int)((high.X + margin + Right) * _unit) | 1)
        );
        var (top, bottom) = (
            Math.Max(0, (int)((low.Y - margin + Bottom) * _unit) & ~1),
            Math.Min(_height - 1, (int)((high.Y + margin + Bottom) * _unit) | 1)
        );
        if (left > right || top > bottom)
        {
            return; // wholly off the picture
        }

        if (closed)
        {
            FindInside(edges, left, right, top, bottom);
        }

        for (var y = top; y <= bottom; y += Region)
        {
            for (var x = left; x <= right; x += Region)
            {
                DrawArea(
                    new Area(x, y, Math.Min(x + Region - 1, right), Math.Min(y + Region - 1, bottom)),
                    edges,
                    Region,
                    closed,
                    paint,
                    soft,
                    rim
                );
            }
        }
    }

    /// <summary>
    /// Draws the part of a shape in a square. What lies wholly outside is skipped, and what lies wholly inside needs no distances; the rest
    /// is looked at in smaller squares, each with those edges alone that can be the nearest there.
    /// </summary>
    private void DrawArea(Area area, ReadOnlySpan<Edge> edges, int size, bool closed, Paint paint, float soft, float rim)
    {
        var (x, y) = (Math.Min(area.Left + size / 2, area.Right), Math.Min(area.Top + size / 2, area.Bottom));
        var reach = size * 0.7072f / _unit;
        var gap = Gather(edges, At(x, y), reach, size == Region ? _near : _nearest, out var near);
        if (closed && _inside[y * _width + x])
        {
            if (gap > MathF.Max(soft, rim) + reach)
            {
                DrawBlock(area, [], closed, gap, paint, soft);
                return;
            }
        }
        else if (gap > soft + reach)
        {
            return;
        }

        if (size == Block)
        {
            DrawBlock(area, near, closed, gap, paint, soft);
            return;
        }

        for (var top = area.Top; top <= area.Bottom; top += Block)
        {
            for (var left = area.Left; left <= area.Right; left += Block)
            {
                DrawArea(
                    new Area(left, top, Math.Min(left + Block - 1, area.Right), Math.Min(top + Block - 1, area.Bottom)),
                    near,
                    Block,
                    closed,
                    paint,
                    soft,
                    rim
                );
            }
        }
    }

    /// <summary>Coverage is measured four times a pixel, colour once.</summary>
    private void DrawBlock(Area area, ReadOnlySpan<Edge> near, bool closed, float deep, Paint paint, float soft)
    {
        Span<float> cover = stackalloc float[Fine * Fine];
        for (var y = area.Top; y <= area.Bottom; y += Fine)
        {
            for (var x = area.Left; x <= area.Right; x += Fine)
            {
                float depth = 0,
                    covered = 0;
                Vector2 outward = default;
                for (var k = 0; k < cover.Length; k++)
                {
                    var (column, row) = (x + k % Fine, y + k / Fine);
                    var gap = deep;
                    if (near.Length > 0)
                    {
                        gap = Distance(near, At(column, row), out outward);
                        if (!closed || !_inside[row * _width + column])
                        {
                            (gap, outward) = (-gap, -outward);
                        }
                    }

                    depth += gap / cover.Length;
                    cover[k] = Math.Clamp(0.5f + gap / soft, 0, 1);
                    covered += cover[k];
                }

                if (covered <= 0)
                {
                    continue;
                }

                var paintAt = paint(Middle(x, y), MathF.Max(0, depth), outward == default ? outward : Vector2.Normalize(outward));
                var colour = new Vector3(paintAt.X, paintAt.Y, paintAt.Z);
                for (var k = 0; k < cover.Length; k++)
                {
                    ref var pixel = ref _pixels[(y + k / Fine) * _width + x + k % Fine];
                    pixel += (colour - pixel) * (cover[k] * paintAt.W);
                }
            }
        }
    }

    /// <summary>Marks the points inside a polygon, row by row, by where its edges cross the row.</summary>
    private void FindInside(ReadOnlySpan<Edge> edges, int left, int right, int top, int bottom)
    {
        var crossings = _distances.AsSpan(); // not in use yet, and as many as there are edges
        for (var y = top; y <= bottom; y++)
        {
            var row = At(0, y).Y;
            var count = 0;
            foreach (ref readonly var edge in edges)
            {
                var (from, to) = (edge.From.Y, edge.From.Y + edge.Along.Y);
                if (from <= row != to <= row)
                {
                    crossings[count++] = edge.From.X + edge.Along.X * (row - from) / edge.Along.Y;
                }
            }

            var inside = _inside.AsSpan(y * _width + left, right - left + 1);
            inside.Clear();
            crossings[..count].Sort();
            for (var i = 0; i + 1 < count; i += 2)
            {
                var first = Math.Clamp((int)MathF.Ceiling((crossings[i] + Right) * _unit - 0.5f) - left, 0, inside.Length);
                var last = Math.Clamp((int)MathF.Ceiling((crossings[i + 1] + Right) * _unit - 0.5f) - left, first, inside.Length);
                inside[first..last].Fill(true);
            }
        }
    }

    /// <summary>The distance to the edges, and those of them that can be nearest to a point within <paramref name="reach"/>.</summary>
    private float Gather(ReadOnlySpan<Edge> edges, Vector2 at, float reach, Edge[] into, out ReadOnlySpan<Edge> near)
    {
        var least = float.MaxValue;
        for (var i = 0; i < edges.Length; i++)
        {
            _distances[i] = edges[i].Distance(at);
            least = MathF.Min(least, _distances[i]);
        }

        var count = 0;
        for (var i = 0; i < edges.Length; i++)
        {
            if (_distances[i] <= least + 2 * reach)
            {
                into[count++] = edges[i];
            }
        }

        near = into.AsSpan(0, count);
        return least;
    }

    private static float Distance(ReadOnlySpan<Edge> edges, Vector2 at, out Vector2 towards)
    {
        var least = float.MaxValue;
        var nearest = 0;
        for (var i = 0; i < edges.Length; i++)
        {
            var distance = edges[i].Distance(at);
            if (distance < least)
            {
                (least, nearest) = (distance, i);
            }
        }

        towards = edges[nearest].Towards(at);
        return least;
    }

    private readonly record struct Area(int Left, int Top, int Right, int Bottom);

    /// <summary>A piece of an outline or a line. The arithmetic is spelt out: it is where the time goes.</summary>
    private readonly struct Edge(Vector2 from, Vector2 to, float radius, float endRadius)
    {
        public readonly Vector2 From = from;
        public readonly Vector2 Along = to - from;
        private readonly float _perLengthSquared = 1 / MathF.Max((to - from).LengthSquared(), 1e-12f);
        private readonly float _radius = radius;
        private readonly float _widening = endRadius - radius;

        /// <summary>The distance to the edge, less its thickness there.</summary>
        public float Distance(Vector2 at)
        {
            var (x, y) = (at.X - From.X, at.Y - From.Y);
            var t = Part(x, y);
            (x, y) = (x - t * Along.X, y - t * Along.Y);
            return MathF.Sqrt(x * x + y * y) - _radius - t * _widening;
        }

        /// <summary>The way to the nearest point of the edge.</summary>
        public Vector2 Towards(Vector2 at)
        {
            var offset = at - From;
            return Part(offset.X, offset.Y) * Along - offset;
        }

        private float Part(float x, float y)
        {
            var t = (x * Along.X + y * Along.Y) * _perLengthSquared;
            return t < 0 ? 0
                : t > 1 ? 1
                : t;
        }
    }
}
