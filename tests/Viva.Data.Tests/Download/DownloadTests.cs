using Viva.Data.Catalog;
using Viva.Data.Download;

namespace Viva.Data.Tests.Download;

/// <summary>Every fault of a download, played by a server on loopback.</summary>
public sealed class DownloadTests : IDisposable
{
    private readonly DataFolder _folder = new();

    private static byte[] Served => DataFolder.NumbersServed;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_download_lands_in_the_cache_and_is_not_repeated()
    {
        using var server = LoopbackServer.Good(path => path == "/numbers.gz" ? Served : null);
        var first = _folder.Fetch(server.Address);
        AssertGood(first);
        Assert.Equal(new Uri(server.Address).Authority, first.Place);
        Assert.Empty(first.Problems);

        var second = _folder.Fetch(server.Address);
        AssertGood(second);
        Assert.Equal("the cache", second.Place);
        Assert.Single(server.Requests);
    }

    [Fact]
    public void A_404_moves_on_to_the_next_source_at_once()
    {
        using var bad = LoopbackServer.Good(_ => null);
        using var good = LoopbackServer.Good(_ => Served);
        var fetched = _folder.Fetch(bad.Address, good.Address);
        AssertGood(fetched);
        Assert.Single(bad.Requests);
        Assert.Equal($"{new Uri(bad.Address).Authority} answered 404 Not Found (numbers.gz)", Assert.Single(fetched.Problems));
    }

    [Fact]
    public void A_refused_connection_is_named_and_not_retried()
    {
        var fetched = _folder.Fetch(LoopbackServer.DeadAddress());
        AssertMissing(fetched, "it is not in the cache", "cannot be reached: Connection refused (numbers.gz)");
        Assert.DoesNotContain("tried", fetched.Problems[1]);
    }

    [Fact]
    public void An_unknown_host_is_named()
    {
        var fetched = _folder.Fetch("http://no-such-host.invalid/");
        AssertMissing(fetched, "not in the cache", "no-such-host.invalid cannot be reached: unknown host name");
    }

    [Fact]
    public void A_500_is_asked_again()
    {
        using var server = new LoopbackServer(
            (request, connection) =>
                request.Earlier < 2
                    ? connection.SendAsync("500 Internal Server Error", [])
                    : LoopbackServer.ServeAsync(request, connection, Served)
        );
        AssertGood(_folder.Fetch(server.Address));
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public void A_lasting_500_ends_after_the_retries_and_says_how_often_it_was_tried()
    {
        using var server = new LoopbackServer((_, connection) => connection.SendAsync("503 Service Unavailable", [], "Retry-After: 0"));
        AssertMissing(_folder.Fetch(server.Address), "not in the cache", "answered 503 Service Unavailable (tried 4 times)");
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public void A_server_that_never_answers_is_given_up()
    {
        using var server = new LoopbackServer((_, connection) => connection.StallAsync());
        var settings = _folder.Settings with
        {
            StallTimeout = TimeSpan.FromSeconds(0.2),
            ConnectTimeout = TimeSpan.FromSeconds(0.2),
            Retries = 1,
        };
        var fetched = new DataStore(settings, DataFolder.Catalog(server.Address)).Fetch(DataFolder.SetName);
        AssertMissing(fetched, "not in the cache", "did not answer within 0.2 s (tried 2 times)");
    }

    [Fact]
    public void A_server_that_stalls_in_the_middle_is_resumed()
    {
        using var server = new LoopbackServer(
            async (request, connection) =>
            {
                if (request.Earlier > 0)
                {
                    await LoopbackServer.ServeAsync(request, connection, Served);
                    return;
                }

                await connection.HeadAsync("200 OK", $"Content-Length: {Served.Length}", "ETag: \"v1\"");
                await connection.BodyAsync(Served.AsMemory(0, 50_000));
                await connection.StallAsync();
            }
        );
        var settings = _folder.Settings with { StallTimeout = TimeSpan.FromSeconds(0.5) };
        AssertGood(new DataStore(settings, DataFolder.Catalog(server.Address)).Fetch(DataFolder.SetName));
        Assert.Equal("bytes=50000-", server.Requests[1].Header("Range"));
        Assert.Equal("\"v1\"", server.Requests[1].Header("If-Range"));
    }

    [Fact]
    public void A_server_that_dribbles_is_given_up_too()
    {
        using var server = new LoopbackServer(
            async (_, connection) =>
            {
                await connection.HeadAsync("200 OK", $"Content-Length: {Served.Length}");
                for (var i = 0; ; i++)
                {
                    await connection.BodyAsync(Served.AsMemory(i, 1));
                    await Task.Delay(20);
                }
            }
        );
        var settings = _folder.Settings with { StallTimeout = TimeSpan.FromSeconds(0.3), Retries = 0 };
        AssertMissing(
            new DataStore(settings, DataFolder.Catalog(server.Address)).Fetch(DataFolder.SetName),
            "not in the cache",
            "sent almost nothing for 0.3 s after "
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_connection_that_breaks_in_the_middle_is_resumed(bool reset)
    {
        using var server = new LoopbackServer(
            async (request, connection) =>
            {
                if (request.Earlier > 0)
                {
                    await LoopbackServer.ServeAsync(request, connection, Served);
                    return;
                }

                await connection.HeadAsync(
                    "200 OK",
                    $"Content-Length: {Served.Length}",
                    "Last-Modified: Wed, 21 Oct 2015 07:28:00 GMT",
                    "ETag: \"v1\""
                );
                await connection.BodyAsync(Served.AsMemory(0, 70_000));
                if (reset)
                {
                    await connection.ResetAsync();
                }
            }
        );
        AssertGood(_folder.Fetch(server.Address));
        var again = server.Requests[1];
        // A reset may throw away what had arrived but was not yet read.
        Assert.True(reset || again.Header("Range") == "bytes=70000-");
        Assert.Equal([DataFolder.FileName], _folder.CacheContent());
    }

    [Fact]
    public void What_an_earlier_process_left_is_resumed()
    {
        using var server = LoopbackServer.Good(_ => Served);
        DataFolder.Put(_folder.Cache, Served[..30_000], DataFolder.FileName + ".part");
        File.WriteAllLines(_folder.Cached + ".part.from", [server.Address + DataFolder.FileName, "\"v1\""]);
        AssertGood(_folder.Fetch(server.Address));
        Assert.Equal("bytes=30000-", Assert.Single(server.Requests).Header("Range"));
        Assert.Equal([DataFolder.FileName], _folder.CacheContent());
    }

    [Fact]
    public void A_part_from_another_address_is_not_resumed()
    {
        using var server = LoopbackServer.Good(_ => Served);
        DataFolder.Put(_folder.Cache, Served[..30_000], DataFolder.FileName + ".part");
        File.WriteAllLines(_folder.Cached + ".part.from", ["http://elsewhere.invalid/numbers.gz", "\"v1\""]);
        AssertGood(_folder.Fetch(server.Address));
        Assert.Null(Assert.Single(server.Requests).Header("Range"));
    }

    [Fact]
    public void A_server_without_ranges_is_read_from_the_start()
    {
        using var server = new LoopbackServer((_, connection) => connection.SendAsync("200 OK", Served));
        DataFolder.Put(_folder.Cache, Served[..30_000], DataFolder.FileName + ".part");
        File.WriteAllLines(_folder.Cached + ".part.from", [server.Address + DataFolder.FileName, "\"v1\""]);
        AssertGood(_folder.Fetch(server.Address));
    }

    [Fact]
    public void A_file_that_changed_since_the_break_is_read_from_the_start()
    {
        // This server ignores If-Range and sends the second half of another file.
        using var server = new LoopbackServer(
            (request, connection) =>
                request.Header("Range") is null
                    ? LoopbackServer.ServeAsync(request, connection, Served)
                    : connection.SendAsync(
                        "206 Partial Content",
                        Served[30_000..],
                        $"Content-Range: bytes 30000-{Served.Length - 1}/{Served.Length}"
                    )
        );
        DataFolder.Put(_folder.Cache, DataFolder.Noise(30_000, 7), DataFolder.FileName + ".part");
        File.WriteAllLines(_folder.Cached + ".part.from", [server.Address + DataFolder.FileName, "\"v1\""]);
        AssertGood(_folder.Fetch(server.Address));
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData("206 Partial Content", "Content-Range: bytes 5-9/10")]
    [InlineData("416 Range Not Satisfiable", "Content-Range: bytes */10")]
    public void A_wrong_answer_to_a_resume_is_read_from_the_start(string status, string header)
    {
        using var server = new LoopbackServer(
            (request, connection) =>
                request.Header("Range") is null
                    ? LoopbackServer.ServeAsync(request, connection, Served)
                    : connection.SendAsync(status, [1, 2, 3, 4, 5], header)
        );
        DataFolder.Put(_folder.Cache, Served[..30_000], DataFolder.FileName + ".part");
        File.WriteAllLines(_folder.Cached + ".part.from", [server.Address + DataFolder.FileName, "\"v1\""]);
        AssertGood(_folder.Fetch(server.Address));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    public void A_part_that_had_arrived_whole_is_not_fetched_again_unless_it_is_wrong(int wrong, int requests)
    {
        // What is left when the disk is full at the very end.
        using var server = new LoopbackServer(
            (request, connection) =>
                request.Header("Range") is null
                    ? LoopbackServer.ServeAsync(request, connection, Served)
                    : connection.SendAsync("416 Range Not Satisfiable", [], $"Content-Range: bytes */{Served.Length}")
        );
        var whole = Served.ToArray();
        whole[1000] ^= (byte)wrong;
        DataFolder.Put(_folder.Cache, whole, DataFolder.FileName + ".part");
        File.WriteAllLines(_folder.Cached + ".part.from", [server.Address + DataFolder.FileName, "\"v1\""]);
        AssertGood(_folder.Fetch(server.Address));
        Assert.Equal(requests, server.Requests.Count);
        Assert.Equal([DataFolder.FileName], _folder.CacheContent());
    }

    [Fact]
    public void An_answer_without_length_that_is_cut_is_tried_again()
    {
        using var server = new LoopbackServer(
            async (request, connection) =>
            {
                await connection.HeadAsync("200 OK");
                await connection.BodyAsync(Served.AsMemory(0, request.Earlier == 0 ? 60_000 : Served.Length));
            }
        );
        AssertGood(_folder.Fetch(server.Address));
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData("Content-Type: text/html; charset=utf-8", "answered with a web page instead of the file")]
    [InlineData("Content-Type: application/octet-stream", "it is a web page, not data")]
    public void A_web_page_in_place_of_the_file_is_recognised(string header, string expected)
    {
        var page = "<!DOCTYPE html><html><body>Please sign in to the hotel network.</body></html>"u8.ToArray();
        using var server = new LoopbackServer((_, connection) => connection.SendAsync("200 OK", page, header));
        AssertMissing(_folder.Fetch(server.Address), "not in the cache", expected);
        Assert.Empty(_folder.CacheContent());
    }

    [Fact]
    public void A_file_with_another_checksum_is_never_used()
    {
        using var server = LoopbackServer.Good(_ => DataFolder.Gzip(DataFolder.Noise(DataFolder.Numbers.Length, 2)));
        AssertMissing(_folder.Fetch(server.Address), "not in the cache", "sent a file that is not the right one: its SHA-256 is ");
        Assert.Single(server.Requests);
        Assert.Empty(_folder.CacheContent());
    }

    [Fact]
    public void A_checksum_of_the_file_as_served_is_checked()
    {
        using var server = LoopbackServer.Good(_ => Served);
        var right = DataFolder.File(served: DataFolder.Sha256(Served));
        var wrong = DataFolder.File(served: DataFolder.Sha256([1]));
        AssertMissing(
            new DataStore(_folder.Settings, DataFolder.Catalog(wrong, server.Address)).Fetch(DataFolder.SetName),
            "not in the cache",
            "its SHA-256 is "
        );
        AssertGood(new DataStore(_folder.Settings, DataFolder.Catalog(right, server.Address)).Fetch(DataFolder.SetName));
    }

    [Fact]
    public void A_server_that_announces_too_much_is_refused_before_the_body()
    {
        using var server = new LoopbackServer(
            async (_, connection) =>
            {
                await connection.HeadAsync("200 OK", "Content-Length: 999999999999");
                await connection.StallAsync();
            }
        );
        AssertMissing(_folder.Fetch(server.Address), "not in the cache", "announces 999,999,999,999 bytes, more than numbers.gz can have");
    }

    [Fact]
    public void An_endless_body_is_cut_at_what_the_file_can_have()
    {
        using var server = new LoopbackServer(
            async (_, connection) =>
            {
                await connection.HeadAsync("200 OK");
                while (true)
                {
                    await connection.BodyAsync(DataFolder.Numbers);
                }
            }
        );
        AssertMissing(_folder.Fetch(server.Address), "not in the cache", "sends more bytes than numbers.gz can have");
        Assert.Empty(_folder.CacheContent());
    }

    [Fact]
    public void A_redirect_is_followed()
    {
        using var target = LoopbackServer.Good(path => path == "/moved/numbers.gz" ? Served : null);
        using var server = new LoopbackServer(
            (_, connection) => connection.SendAsync("302 Found", [], $"Location: {target.Address}moved/numbers.gz")
        );
        AssertGood(_folder.Fetch(server.Address));
    }

    [Theory]
    [InlineData("Location: /numbers.gz", "/numbers.gz, after 5 other redirects")]
    [InlineData("Location: file:///etc/passwd", "answered 302 Found to file:///etc/passwd, which is neither http nor https")]
    [InlineData("Location: /../../etc/passwd", "/etc/passwd, after 5 other redirects")]
    [InlineData("Location: ftp://127.0.0.1/numbers.gz", "answered 302 Found to ftp://127.0.0.1/numbers.gz, which is neither")]
    [InlineData("Location: data:text/plain,1", "answered 302 Found to data:text/plain,1, which is neither")]
    [InlineData("Location: javascript:alert(1)", "which is neither http nor https")]
    [InlineData("Location: ws://127.0.0.1/numbers.gz", "which is neither http nor https")]
    [InlineData("Location: mailto:somebody@example.invalid", "which is neither http nor https")]
    [InlineData("Location: http://", "answered 302 Found without an address to go on to")]
    [InlineData("Location: http://no-such-host.invalid/", "cannot be reached: unknown host name")]
    [InlineData("Location: http://127.0.0.1:99999/", "answered 302 Found without an address to go on to")]
    [InlineData("Location:", "answered 302 Found without an address to go on to")]
    [InlineData("X-Nothing: 1", "answered 302 Found without an address to go on to")]
    public void A_redirect_that_leads_nowhere_is_a_failure_of_that_source_and_the_next_is_asked(string header, string reason)
    {
        using var bad = new LoopbackServer((_, connection) => connection.SendAsync("302 Found", [], header));
        using var good = LoopbackServer.Good(_ => Served);
        var fetched = _folder.Fetch(bad.Address, good.Address);
        AssertGood(fetched);
        Assert.Contains(reason, Assert.Single(fetched.Problems));
        Assert.StartsWith(new Uri(bad.Address).Authority, fetched.Problems[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_download_that_redirects_is_resumed_where_the_redirect_leads()
    {
        using var target = LoopbackServer.Good(path => path == "/moved/numbers.gz" ? Served : null);
        using var server = new LoopbackServer(
            (_, connection) => connection.SendAsync("307 Temporary Redirect", [], $"Location: {target.Address}moved/numbers.gz")
        );
        DataFolder.Put(_folder.Cache, Served[..30_000], DataFolder.FileName + ".part");
        File.WriteAllLines(_folder.Cached + ".part.from", [server.Address + DataFolder.FileName, "\"v1\""]);
        AssertGood(_folder.Fetch(server.Address));
        Assert.Equal(("bytes=30000-", "\"v1\""), (Assert.Single(target.Requests).Header("Range"), target.Requests[0].Header("If-Range")));
    }

    [Fact]
    public void A_redirect_from_a_secure_address_to_an_insecure_one_is_not_followed()
    {
        using var answer = new HttpResponseMessage(System.Net.HttpStatusCode.Found);
        answer.Headers.Location = new Uri("http://127.0.0.1/numbers.gz");
        var error = Assert.Throws<SourceException>(() => Downloader.Redirected(answer, new Uri("https://127.0.0.1/"), redirects: 0));
        Assert.Equal("answered 302 Found to http://127.0.0.1/numbers.gz, from a secure address to one that is not", error.Message);
        Assert.False(error.Passing);
        Assert.Equal(answer.Headers.Location, Downloader.Redirected(answer, new Uri("http://127.0.0.1/"), redirects: 0));
    }

    [Theory]
    [InlineData("304 Not Modified")]
    [InlineData("305 Use Proxy")]
    [InlineData("399 Odd")]
    [InlineData("600 Odder")]
    public void An_odd_status_is_a_failure_of_that_source(string status)
    {
        using var bad = new LoopbackServer((_, connection) => connection.SendAsync(status, []));
        using var good = LoopbackServer.Good(_ => Served);
        var settings = _folder.Settings with { Retries = 0 };
        var fetched = new DataStore(settings, DataFolder.Catalog(bad.Address, good.Address)).Fetch(DataFolder.SetName);
        AssertGood(fetched);
        Assert.Contains($"answered {status}", Assert.Single(fetched.Problems));
    }

    [Theory]
    [InlineData("Content-Encoding: gzip")]
    [InlineData("Content-Encoding: x-gzip")]
    public void A_gzip_file_of_which_the_server_says_so_is_that_file(string header)
    {
        using var server = new LoopbackServer((_, connection) => connection.SendAsync("200 OK", Served, header));
        AssertGood(_folder.Fetch(server.Address));
        Assert.Equal("identity", server.Requests[0].Header("Accept-Encoding"));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public void Another_file_that_was_packed_on_the_way_is_refused(string encoding)
    {
        var file = new CatalogFile("table.csv", [], Limit: 1_000_000);
        using var server = new LoopbackServer(
            (_, connection) => connection.SendAsync("200 OK", DataFolder.Gzip("a,b\n1,2\n"u8.ToArray()), $"Content-Encoding: {encoding}")
        );
        AssertMissing(
            new DataStore(_folder.Settings, DataFolder.Catalog(file, server.Address)).Fetch(DataFolder.SetName),
            "not in the cache",
            $"sends the file packed on the way (Content-Encoding: {encoding})"
        );
        Assert.Empty(_folder.CacheContent());
    }

    [Fact]
    public void Bytes_that_are_not_HTTP_are_an_answer_like_any_other()
    {
        using var server = new LoopbackServer((_, connection) => connection.BodyAsync("SSH-2.0-OpenSSH_9.2\r\n\r\n"u8.ToArray()));
        AssertMissing(_folder.Fetch(server.Address), "not in the cache", "broke the connection");
    }

    [Fact]
    public void A_mirror_address_is_asked_before_the_published_sources()
    {
        using var mirror = LoopbackServer.Good(path => path == "/room/tiny/numbers.gz" ? Served : null);
        using var source = LoopbackServer.Good(_ => Served);
        var settings = _folder.Settings.WithMirror(mirror.Address + "room");
        var fetched = new DataStore(settings, DataFolder.Catalog(source.Address)).Fetch(DataFolder.SetName);
        AssertGood(fetched);
        Assert.StartsWith("the mirror 127.0.0.1:", fetched.Place);
        Assert.Empty(source.Requests);
    }

    [Fact]
    public void Offline_touches_neither_sources_nor_a_mirror_address()
    {
        using var server = LoopbackServer.Good(_ => Served);
        var settings = (_folder.Settings with { Offline = true }).WithMirror(server.Address);
        var fetched = new DataStore(settings, DataFolder.Catalog(server.Address)).Fetch(DataFolder.SetName);
        AssertMissing(fetched, "it is not in the cache", "VIVA_OFFLINE=1 forbids the network");
        Assert.Empty(server.Requests);
        Assert.False(Directory.Exists(_folder.Cache));
    }

    private static void AssertGood(FetchedSet fetched)
    {
        Assert.True(fetched.Found, string.Join("; ", fetched.Problems));
        Assert.True(fetched[DataFolder.FileName].Span.SequenceEqual(DataFolder.Numbers));
    }

    private static void AssertMissing(FetchedSet fetched, params string[] reasons)
    {
        Assert.False(fetched.Found);
        Assert.Equal(reasons.Length, fetched.Problems.Count);
        Assert.All(reasons.Zip(fetched.Problems), pair => Assert.Contains(pair.First, pair.Second));
    }
}
