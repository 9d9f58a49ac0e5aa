namespace Viva.Training;

/// <summary>What one training reached.</summary>
/// <param name="Validation">The score on validation data, which chooses the learning rate.</param>
/// <param name="Test">The score on test data, which is reported and chooses nothing.</param>
public readonly record struct Score(double Validation, double Test);
