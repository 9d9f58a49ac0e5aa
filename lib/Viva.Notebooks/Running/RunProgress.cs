namespace Viva.Notebooks.Running;

/// <summary>A cell is about to run.</summary>
/// <param name="Cell">Its place among the notebook's code cells, from 1.</param>
/// <param name="Cells">How many code cells there are.</param>
/// <param name="CellId">Its id.</param>
public sealed record RunProgress(int Cell, int Cells, string CellId);
