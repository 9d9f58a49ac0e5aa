namespace Viva.Notebooks.Export.Pages;

/// <summary>A heading of a page.</summary>
/// <param name="Level">1 to 6.</param>
/// <param name="Id">What a link to it ends in.</param>
/// <param name="Html">Its content.</param>
/// <param name="Text">Its words.</param>
internal sealed record PageHeading(int Level, string Id, string Html, string Text);
