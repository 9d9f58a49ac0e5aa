namespace Viva.Notebooks.Running;

/// <summary>What kind of failure ended a run.</summary>
public enum RunFailureKind
{
    /// <summary>The notebook's file is malformed.</summary>
    Notebook,

    /// <summary>A cell does not compile or threw.</summary>
    Cell,

    /// <summary>A cell or the notebook took too long.</summary>
    Timeout,

    /// <summary>The notebook's process ended by itself.</summary>
    ProcessEnded,

    /// <summary>The run was interrupted from outside: Ctrl+C, or a signal to end.</summary>
    Interrupted,

    /// <summary>A check that must hold does not.</summary>
    Check,

    /// <summary>This machine lacks something: the library, the SDK, a folder to write to.</summary>
    Environment,
}
