using System.Globalization;

namespace Viva.Data;

/// <summary>Data that is missing, unreadable, damaged or not what its name says.</summary>
public sealed class DataException : Exception
{
    /// <summary>Describes what is wrong with <paramref name="file"/> and what to do about it.</summary>
    public DataException(string file, string problem, string nextStep = "", long? offset = null, Exception? innerException = null)
        : base(Describe(file, problem, nextStep, offset), innerException)
    {
        File = file;
        Problem = problem;
        NextStep = nextStep;
        Offset = offset;
    }

    /// <summary>The file or data set, as a path where one is known.</summary>
    public string File { get; }

    /// <summary>What is wrong, without file, place and next step.</summary>
    public string Problem { get; }

    /// <summary>What the reader of the message can do, or an empty string.</summary>
    public string NextStep { get; }

    /// <summary>Where in the (decompressed) file, in bytes from its start, when known.</summary>
    public long? Offset { get; }

    private static string Describe(string file, string problem, string nextStep, long? offset)
    {
        var place = offset is { } at ? string.Create(CultureInfo.InvariantCulture, $", byte {at}") : "";
        var advice = nextStep.Length > 0 ? " " + nextStep : "";
        return $"{file}{place}: {problem}{(problem.EndsWith('.') ? "" : ".")}{advice}";
    }
}
