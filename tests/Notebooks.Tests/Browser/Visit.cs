using Microsoft.Playwright;

namespace Notebooks.Tests.Browser;

/// <summary>A page that is open in the browser, and what it did. The network does not answer.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    private Visit(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    /// <summary>Every address that the page asked for, its own first.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Errors of scripts, violations of the policy, failed requests.</summary>
    public List<string> Problems { get; } = [];

    public static async Task<Visit> StartAsync(IBrowserContext context, string file)
    {
        await context.RouteAsync(
            "**/*",
            route => route.Request.Url.StartsWith("file:", StringComparison.Ordinal) ? route.ContinueAsync() : route.AbortAsync()
        );
        var visit = new Visit(context, await context.NewPageAsync());
        visit.Page.Request += (_, request) => visit.Requests.Add(request.Url);
        visit.Page.RequestFailed += (_, request) => visit.Problems.Add($"{request.Url}: {request.Failure}");
        visit.Page.PageError += (_, error) => visit.Problems.Add(error);
        visit.Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                visit.Problems.Add(message.Text);
            }
        };
        await visit.Page.GotoAsync(new Uri(file).AbsoluteUri);
        return visit;
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    /// <summary>Runs a script in the page, which returns what it finds wrong.</summary>
    public Task<string[]> FaultsAsync(string script, object? argument = null) => Page.EvaluateAsync<string[]>(script, argument);

    /// <summary>Goes through the page, or its slides, from top to bottom, until every chart is drawn.</summary>
    public async Task ScrollThroughAsync()
    {
        await Page.EvaluateAsync(
            """
            async () => {
                for (const figure of document.querySelectorAll('figure.viva')) {
                    // A chart in a closed fold is drawn when the fold is opened.
                    for (let fold; fold = figure.closest('details:not([open])');) fold.open = true;
                    for (let n = 0; n < 200 && figure.closest('.slide[hidden]'); n++)
                        document.querySelector(n ? '.steer .next' : '.steer .previous').click();
                    figure.scrollIntoView({ behavior: 'instant' });
                    for (let n = 0; n < 100 && !figure.querySelector('.main-svg'); n++) await new Promise(done => setTimeout(done, 20));
                }
            }
            """
        );
    }
}
