namespace Viva.Build;

/// <summary>What <see cref="WeakSymbol"/> found in a library.</summary>
public enum PatchOutcome
{
    /// <summary>The library does not need the version at all.</summary>
    NothingToDo,

    /// <summary>The version was marked weak before.</summary>
    AlreadyPatched,

    /// <summary>The version is marked weak now.</summary>
    Patched,
}
