using System.Globalization;
using System.Text;

namespace Viva.Display.Charts;

/// <summary>
/// The data of an SVG path in whole units, written short, since a page holds thousands of points: steps are relative to the point before,
/// and a command's letter stands only where it changes. Places are rounded, and not the steps between them, so that nothing drifts.
/// </summary>
internal sealed class SvgPath
{
    private readonly StringBuilder _data = new();
    private (int X, int Y) _start;
    private (int X, int Y) _pen;
    private char _command;

    public bool IsEmpty => _data.Length == 0;

    public SvgPath MoveTo(double x, double y)
    {
        var (dx, dy) = Step(x, y);
        _command = ' ';
        Write('m', dx, dy);
        _start = _pen;
        // What follows the place of a move without a letter of its own is a line.
        _command = 'l';
        return this;
    }

    public SvgPath LineTo(double x, double y)
    {
        var (dx, dy) = Step(x, y);
        if (dy == 0 && dx != 0)
        {
            Write('h', dx);
        }
        else if (dx == 0 && dy != 0)
        {
            Write('v', dy);
        }
        else if (dx != 0)
        {
            Write('l', dx, dy);
        }

        return this;
    }

    /// <summary>
    /// Ends where the last move began; with nothing in between, this is a dot when the ends of lines are round or square.
    /// </summary>
    public SvgPath Close()
    {
        _data.Append(_command = 'z');
        _pen = _start;
        return this;
    }

    public override string ToString() => _data.ToString();

    private (int Dx, int Dy) Step(double x, double y)
    {
        var (atX, atY) = ((int)Math.Round(x), (int)Math.Round(y));
        var step = (atX - _pen.X, atY - _pen.Y);
        _pen = (atX, atY);
        return step;
    }

    private void Write(char command, params ReadOnlySpan<int> numbers)
    {
        var apart = command == _command;
        if (!apart)
        {
            _data.Append(_command = command);
        }

        foreach (var number in numbers)
        {
            if (apart && number >= 0)
            {
                _data.Append(' ');
            }

            _data.Append(CultureInfo.InvariantCulture, $"{number}");
            apart = true;
        }
    }
}
