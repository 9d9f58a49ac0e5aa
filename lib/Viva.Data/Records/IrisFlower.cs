namespace Viva.Data.Records;

/// <summary>One iris, measured in centimetres; the types are those that ML.NET's <c>LoadFromEnumerable</c> takes.</summary>
/// <param name="SepalLength">Length of the sepal.</param>
/// <param name="SepalWidth">Width of the sepal.</param>
/// <param name="PetalLength">Length of the petal.</param>
/// <param name="PetalWidth">Width of the petal.</param>
/// <param name="Species"><c>setosa</c>, <c>versicolor</c> or <c>virginica</c>.</param>
public sealed record IrisFlower(float SepalLength, float SepalWidth, float PetalLength, float PetalWidth, string Species);
