namespace Viva.Data.Catalog;

/// <summary>A data set as it is known before it is loaded.</summary>
/// <param name="Name">Its name; where the catalogue has a set of that name, that is the one.</param>
/// <param name="Method">
/// The method of the class <c>Datasets</c> that loads it; with its argument, such as <c>Bert("mini")</c>, where one loads several sets.
/// </param>
/// <param name="What">What it is, in a sentence or two.</param>
/// <param name="Title">The title of a set that the catalogue does not have; empty for one that it has.</param>
/// <param name="Licence">Its licence, for a set that the catalogue does not have.</param>
public sealed record KnownDataset(string Name, string Method, string What, string Title = "", string Licence = "MIT, with this library")
{
    /// <summary>How a notebook loads it.</summary>
    public string Call => $"Datasets.{Method}{(Method.EndsWith(')') ? "" : "()")}";
}
