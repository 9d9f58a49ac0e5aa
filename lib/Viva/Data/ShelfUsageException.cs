namespace Viva.Data;

/// <summary>What was asked of a <see cref="DataShelf"/> cannot be meant; the message says what can.</summary>
internal sealed class ShelfUsageException(string message) : ArgumentException(message);
