using Viva.Display;

namespace Viva.Tests.Display;

/// <summary>What the code of one test shows; other tests are not disturbed.</summary>
internal static class Shown
{
    private static readonly AsyncLocal<List<object>?> Current = new();

    static Shown() => AppContext.SetData("notebook.display", (Func<object, Action<object>>)Display);

    public static IReadOnlyList<string> By(Action action)
    {
        var shown = Current.Value = [];
        action();
        Current.Value = null;
        return [.. shown.Select(value => ((IView)value).Text)];
    }

    private static Action<object> Display(object value)
    {
        if (Current.Value is { } list)
            list.Add(value);
        else
            new ConsoleHost().Display(value);
        return _ => { };
    }
}
