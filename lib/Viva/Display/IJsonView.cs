namespace Viva.Display;

/// <summary>Something that shows itself to people and tells the same to programs, such as the runner.</summary>
internal interface IJsonView : IView
{
    /// <summary>The MIME type of <see cref="Json"/>.</summary>
    public static abstract string JsonType { get; }

    /// <summary>What programs read.</summary>
    public string Json { get; }
}
