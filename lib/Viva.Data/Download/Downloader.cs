using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Polly;
using Polly.Retry;
using Viva.Data.Catalog;
using Viva.Data.Settings;

namespace Viva.Data.Download;

/// <summary>
/// Fetches one file over HTTP into the cache: resumes what a broken connection left, gives up on a server that stalls, retries passing
/// faults with growing pauses, and lets nothing but a verified file take the final name.
/// </summary>
internal sealed class Downloader : IDisposable
{
    private const int MinBytesPerStall = 4096;
    private const int MaxRedirects = 5;

    private readonly DataSettings _settings;
    private readonly HttpClient _client;
    private readonly ResiliencePipeline _retry;

    public Downloader(DataSettings settings)
    {
        _settings = settings;
        _client = new HttpClient(
            new SocketsHttpHandler
            {
                ConnectTimeout = settings.ConnectTimeout,
                AllowAutoRedirect = false, // they are followed below: HttpClient takes ftp: and other schemes for http:
            }
        )
        {
            Timeout = Timeout.InfiniteTimeSpan, // stalls are timed below: a slow download that moves is fine
        };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Viva", "1.0"));
        // The file as it is, so that its bytes can be counted and resumed.
        _client.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        _retry =
            settings.Retries == 0
                ? ResiliencePipeline.Empty
                : new ResiliencePipelineBuilder()
                    .AddRetry(
                        new RetryStrategyOptions
                        {
                            ShouldHandle = new PredicateBuilder().Handle<SourceException>(exception => exception.Passing),
                            MaxRetryAttempts = settings.Retries,
                            BackoffType = DelayBackoffType.Exponential,
                            UseJitter = true,
                            Delay = settings.RetryDelay,
                            DelayGenerator = arguments =>
                                ValueTask.FromResult(
                                    arguments.Outcome.Exception is SourceException { RetryAfter: { } wait } ? wait : (TimeSpan?)null
                                ),
                        }
                    )
                    .Build();
    }

    /// <summary>Downloads <paramref name="address"/> to <paramref name="path"/> and returns its verified payload.</summary>
    /// <param name="address">Where the file is.</param>
    /// <param name="file">What it must be.</param>
    /// <param name="path">Its final place; beside it lies the unfinished part.</param>
    /// <param name="firstUse">What was recorded at first use, for a file without a published checksum.</param>
    /// <param name="progress">Told the bytes so far and, when the server says it, in all.</param>
    /// <param name="cancel">Ends the download; what has arrived stays for the next try.</param>
    /// <exception cref="SourceException">This source cannot give the file.</exception>
    /// <exception cref="CacheException">The file cannot be written.</exception>
    public async Task<byte[]> DownloadAsync(
        Uri address,
        CatalogFile file,
        string path,
        FirstUse? firstUse,
        Action<long, long?> progress,
        CancellationToken cancel = default
    )
    {
        var attempts = 0;
        try
        {
            return await _retry
                .ExecuteAsync(
                    async token =>
                    {
                        attempts++;
                        return await AttemptAsync(address, file, path, firstUse, progress, token).ConfigureAwait(false);
                    },
                    cancel
                )
                .ConfigureAwait(false);
        }
        catch (SourceException exception) when (attempts > 1)
        {
            throw new SourceException($"{exception.Message} (tried {attempts} times)", exception.Passing, innerException: exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<byte[]> AttemptAsync(
        Uri address,
        CatalogFile file,
        string path,
        FirstUse? firstUse,
        Action<long, long?> progress,
        CancellationToken cancel
    )
    {
        var part = new PartialDownload(path, address);
        using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        stall.CancelAfter(_settings.StallTimeout + _settings.ConnectTimeout);
        var have = part.Length;
        using var response = await FollowAsync(address, have, part.Validator, stall.Token, cancel).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && have > 0)
        {
            if (response.Content.Headers.ContentRange?.Length == have)
            {
                return Finish(part, file, firstUse, mayBeOther: true); // it had arrived whole, and could not take its final name
            }

            part.Delete();
            throw new SourceException("could not go on with the part that is here", passing: true);
        }

        CheckStatus(response);
        CheckContent(response, file);
        var resumes = response.StatusCode == HttpStatusCode.PartialContent;
        if (resumes && (have == 0 || response.Content.Headers.ContentRange?.From != have))
        {
            part.Delete();
            throw new SourceException("sent another part than the one asked for", passing: true);
        }

        var start = resumes ? have : 0;
        var total = start + response.Content.Headers.ContentLength;
        if (total > file.MaxServedBytes)
        {
            throw new SourceException(
                string.Create(CultureInfo.InvariantCulture, $"announces {total:N0} bytes, more than {file.Name} can have"),
                passing: false
            );
        }

        await CopyAsync(response, part, start, total, file, progress, stall, cancel).ConfigureAwait(false);
        // A resumed file may be two halves of different ones, and one of unknown length may have been cut.
        return Finish(part, file, firstUse, mayBeOther: resumes || total is null);
    }

    /// <summary>
    /// Lets a part that is right take its final name; one that is not goes, and deserves another
    /// try if it <paramref name="mayBeOther"/> then.
    /// </summary>
    private static byte[] Finish(PartialDownload part, CatalogFile file, FirstUse? firstUse, bool mayBeOther)
    {
        try
        {
            var payload = Payload.Read(part.Path, file, firstUse);
            part.Finish();
            return payload;
        }
        catch (DataException exception)
        {
            part.Delete();
            throw new SourceException(
                $"sent a file that is not the right one: {exception.Problem}",
                passing: mayBeOther,
                innerException: exception
            );
        }
    }

    /// <summary>The answer to a request for what follows the first <paramref name="have"/> bytes, wherever redirects lead.</summary>
    private async Task<HttpResponseMessage> FollowAsync(
        Uri address,
        long have,
        string? validator,
        CancellationToken stall,
        CancellationToken cancel
    )
    {
        for (var redirects = 0; ; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (have > 0)
            {
                request.Headers.Range = new RangeHeaderValue(have, null);
                request.Headers.TryAddWithoutValidation("If-Range", validator);
            }

            var response = await SendAsync(request, stall, cancel).ConfigureAwait(false);
            if (
                response.StatusCode
                is not (
                    HttpStatusCode.MultipleChoices
                    or HttpStatusCode.MovedPermanently
                    or HttpStatusCode.Found
                    or HttpStatusCode.SeeOther
                    or HttpStatusCode.TemporaryRedirect
                    or HttpStatusCode.PermanentRedirect
                )
            )
            {
                return response;
            }

            using (response)
            {
                address = Redirected(response, address, redirects);
            }
        }
    }

    /// <summary>Where a redirect leads.</summary>
    /// <exception cref="SourceException">It leads nowhere that may be followed.</exception>
    internal static Uri Redirected(HttpResponseMessage response, Uri from, int redirects)
    {
        var status = $"{(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd();
        if (response.Headers.Location is not { OriginalString.Length: > 0 } location || !Uri.TryCreate(from, location, out var to))
        {
            throw new SourceException($"answered {status} without an address to go on to", passing: false);
        }

        var reason =
            to.Scheme != Uri.UriSchemeHttp && to.Scheme != Uri.UriSchemeHttps ? "which is neither http nor https"
            : from.Scheme == Uri.UriSchemeHttps && to.Scheme == Uri.UriSchemeHttp ? "from a secure address to one that is not"
            : redirects == MaxRedirects ? string.Create(CultureInfo.InvariantCulture, $"after {MaxRedirects} other redirects")
            : null;
        return reason is null ? to : throw new SourceException($"answered {status} to {Shown(to)}, {reason}", passing: false);
    }

    // What a server sends may be long.
    private static string Shown(Uri address) => address.AbsoluteUri is { Length: > 80 } text ? text[..80] + "..." : address.AbsoluteUri;

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stall, CancellationToken cancel)
    {
        try
        {
            return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stall).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancel.IsCancellationRequested)
        {
            throw stall.IsCancellationRequested
                ? new SourceException($"did not answer within {Seconds(_settings.StallTimeout)}", passing: true, innerException: exception)
                : new SourceException(
                    $"did not accept a connection within {Seconds(_settings.ConnectTimeout)}",
                    passing: false,
                    innerException: exception
                );
        }
        catch (HttpRequestException exception)
        {
            // What fails before a connection stands fails again a second later; a connection that broke may not.
            var (reason, passing) = exception.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError => ("cannot be reached: unknown host name (no network?)", false),
                HttpRequestError.ConnectionError => ($"cannot be reached: {Innermost(exception)}", false),
                HttpRequestError.SecureConnectionError => ($"cannot be reached securely: {Innermost(exception)}", false),
                HttpRequestError.ProxyTunnelError => ($"cannot be reached through the proxy: {Innermost(exception)}", false),
                _ => ($"broke the connection: {Innermost(exception)}", true),
            };
            throw new SourceException(reason, passing, innerException: exception);
        }
        catch (Exception exception) when (IsUnusableAddress(exception))
        {
            throw new SourceException(
                $"has an address, or a proxy, that cannot be used ({Innermost(exception)})",
                passing: false,
                innerException: exception
            );
        }
    }

    /// <summary>
    /// Whether it is what HttpClient throws for an address that it cannot use, of a server or of the proxy that the environment names.
    /// </summary>
    internal static bool IsUnusableAddress(Exception exception) =>
        exception is NotSupportedException or InvalidOperationException or UriFormatException or ArgumentException;

    private static void CheckStatus(HttpResponseMessage response)
    {
        var code = (int)response.StatusCode;
        if (response.IsSuccessStatusCode)
        {
            return;
        }

        var wait = response.Headers.RetryAfter?.Delta;
        throw new SourceException(
            $"answered {code} {response.ReasonPhrase}".TrimEnd(),
            passing: code is 408 or 429 or >= 500,
            // A server that wants minutes is asked again the next time the data set is wanted.
            retryAfter: wait is { } pause && pause < TimeSpan.FromSeconds(10) ? pause : null
        );
    }

    private static void CheckContent(HttpResponseMessage response, CatalogFile file)
    {
        if (response.Content.Headers.ContentType?.MediaType is "text/html" or "application/xhtml+xml")
        {
            throw new SourceException("answered with a web page instead of the file (a sign-in page of the network?)", passing: false);
        }

        // Servers say gzip of files that are gzip as they lie; else it would be the file packed on the way, whose bytes are others.
        var encodings = response
            .Content.Headers.ContentEncoding.Where(encoding => !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
            .ToList();
        if (encodings.Count > 0 && !file.Name.EndsWith("gz", StringComparison.OrdinalIgnoreCase))
        {
            throw new SourceException(
                $"sends the file packed on the way (Content-Encoding: {string.Join(", ", encodings)}), which was not asked for",
                passing: false
            );
        }
    }

    private async Task CopyAsync(
        HttpResponseMessage response,
        PartialDownload part,
        long start,
        long? total,
        CatalogFile file,
        Action<long, long?> progress,
        CancellationTokenSource stall,
        CancellationToken cancel
    )
    {
        var validator = response.Headers.ETag is { IsWeak: false } tag
            ? tag.ToString()
            : response.Content.Headers.LastModified?.ToString("R", CultureInfo.InvariantCulture);
        using var target = part.Open(start, validator);
        using var body = await response.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
        var buffer = new byte[1 << 17];
        var done = start;
        progress(done, total);
        var counted = long.MinValue;
        while (true)
        {
            // A byte now and then is a stall as well.
            if (done >= counted)
            {
                stall.CancelAfter(_settings.StallTimeout);
                counted = done + MinBytesPerStall;
            }

            int read;
            try
            {
                read = await body.ReadAsync(buffer, stall.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException exception) when (!cancel.IsCancellationRequested)
            {
                throw new SourceException(
                    $"sent almost nothing for {Seconds(_settings.StallTimeout)} after {Bytes(done)}",
                    passing: true,
                    innerException: exception
                );
            }
            catch (IOException exception)
            {
                throw new SourceException($"broke off after {Bytes(done)}", passing: true, innerException: exception);
            }

            if (read == 0)
            {
                break;
            }

            done += read;
            if (done > file.MaxServedBytes)
            {
                target.Dispose();
                part.Delete();
                throw new SourceException($"sends more bytes than {file.Name} can have", passing: false);
            }

            part.Write(target, buffer.AsSpan(0, read));
            progress(done, total);
        }

        part.Flush(target);
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.##} s");

    private static string Bytes(long count) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} bytes");

    private static string Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception.Message.TrimEnd('.');
    }
}
