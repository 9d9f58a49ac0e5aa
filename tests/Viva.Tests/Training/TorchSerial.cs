namespace Viva.Tests.Training;

/// <summary>
/// Tests that count on what the session has once, such as the numbers of torch's random generator: they run alone, and no other test
/// draws from it meanwhile.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TorchSerial
{
    public const string Name = "torch";
}
