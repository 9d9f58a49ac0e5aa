namespace Viva.Data;

/// <summary>A data set on the list of a <see cref="DataShelf"/>.</summary>
/// <param name="Name">Its name, such as <c>mnist</c>.</param>
/// <param name="Title">What it is.</param>
/// <param name="Size">How much is here, or else how much there is to download; a dash for what is made on demand.</param>
/// <param name="Licence">Under which conditions it may be used.</param>
/// <param name="Place">
/// Where it is now: <c>cache</c>, <c>mirror</c>, <c>download</c>, <c>built-in</c>, or <c>not here</c> when nothing can bring it.
/// </param>
/// <param name="Call">How a notebook loads it, such as <c>Datasets.Mnist()</c>.</param>
public sealed record ShelfItem(string Name, string Title, string Size, string Licence, string Place, string Call);
