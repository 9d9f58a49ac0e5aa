using Viva.Build;

if (args is not ([_] or [_, _]))
{
    Console.Error.WriteLine("usage: WeakSymbol <library> [<patched library>]");
    return 2;
}

try
{
    var outcome = WeakSymbol.PatchFile(args[0], args[^1]);
    Console.WriteLine(
        $"{args[^1]}: {outcome switch
    {
        PatchOutcome.Patched => $"{WeakSymbol.Version} is weak now",
        PatchOutcome.AlreadyPatched => $"{WeakSymbol.Version} was weak already",
        _ => $"does not need {WeakSymbol.Version}",
    }}"
    );
    return 0;
}
catch (Exception e) when (e is WeakSymbolException or IOException or UnauthorizedAccessException)
{
    // MSBuild shows a line of this form as an error of the build.
    Console.Error.WriteLine($"WeakSymbol : error VIVA001: {e.Message}");
    return 1;
}
