using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Notebooks.Tests.Browser.Chromium))]

namespace Notebooks.Tests.Browser;

/// <summary>The browser of all tests, started by the first that needs it.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private const string Missing =
        "No Chromium or Chrome was found on PATH, so the exported pages are not tested. Install one (Debian and Ubuntu: "
        + "apt-get install chromium; otherwise google.com/chrome) and run the tests again.";

    private static readonly string? Program = Find();

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Opens a page in a window of its own.</summary>
    /// <param name="file">The file of the page.</param>
    /// <param name="width">The width of the window.</param>
    /// <param name="dark">Whether the system asks for dark pages.</param>
    /// <param name="scripts">Whether scripts run.</param>
    /// <param name="touch">Whether the screen can be touched.</param>
    internal async Task<Visit> OpenAsync(string file, int width = 1280, bool dark = false, bool scripts = true, bool touch = false)
    {
        Assert.SkipWhen(Program is null, Missing);
        _playwright ??= await Playwright.CreateAsync();
        _browser ??= await _playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = Program,
                // The sandbox does not start as root in a container; the pages are our own.
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            }
        );
        var context = await _browser.NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = width, Height = width < 600 ? 740 : 900 },
                ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
                ReducedMotion = ReducedMotion.Reduce,
                JavaScriptEnabled = scripts,
                HasTouch = touch,
            }
        );
        return await Visit.StartAsync(context, file);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    private static string? Find()
    {
        string[] names = OperatingSystem.IsWindows() ? ["chrome.exe"] : ["chromium", "chromium-browser", "google-chrome"];
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
