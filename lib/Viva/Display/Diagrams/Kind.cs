namespace Viva.Display.Diagrams;

/// <summary>
/// The part that a box, circle or matrix plays. Each has a tint that survives colour blindness, and corners or an outline of its own, which
/// tell it apart in print.
/// </summary>
public enum Kind
{
    /// <summary>No part in particular: no tint.</summary>
    Plain,

    /// <summary>What comes from the data: square corners.</summary>
    Input,

    /// <summary>What is learned: a thick outline.</summary>
    Parameter,

    /// <summary>What computes: rounded corners.</summary>
    Operation,

    /// <summary>What is kept from step to step: round ends.</summary>
    State,

    /// <summary>What comes out: a double outline.</summary>
    Output,

    /// <summary>What is made small: a thick double outline.</summary>
    Loss,
}
