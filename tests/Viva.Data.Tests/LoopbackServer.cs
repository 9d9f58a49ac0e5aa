using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Viva.Data.Tests;

/// <summary>An HTTP server on loopback that can misbehave: the answer is written by hand, connection by connection.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<Request, Connection, Task> _answer;
    private readonly List<Request> _requests = [];

    public LoopbackServer(Func<Request, Connection, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/";

    public IReadOnlyList<Request> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>An address on which nobody listens.</summary>
    public static string DeadAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/";
    }

    /// <summary>A server that does all it should, Range and If-Range too.</summary>
    public static LoopbackServer Good(Func<string, byte[]?> files) =>
        new((request, connection) => ServeAsync(request, connection, files(request.Path)));

    public static Task ServeAsync(Request request, Connection connection, byte[]? file, string tag = "\"v1\"")
    {
        if (file is null)
        {
            return connection.SendAsync("404 Not Found", [], "Content-Type: text/plain");
        }

        var from =
            request.Header("Range") is { } range && (request.Header("If-Range") ?? tag) == tag
                ? int.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture)
                : 0;
        return from == 0
            ? connection.SendAsync("200 OK", file, $"ETag: {tag}")
            : connection.SendAsync(
                "206 Partial Content",
                file[from..],
                $"ETag: {tag}",
                $"Content-Range: bytes {from}-{file.Length - 1}/{file.Length}"
            );
    }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = HandleAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException) { }
    }

    private async Task HandleAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                using var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
                var lines = new List<string>();
                while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } line)
                {
                    lines.Add(line);
                }

                if (lines.Count == 0)
                {
                    return;
                }

                Request request;
                lock (_requests)
                {
                    var path = lines[0].Split(' ')[1];
                    request = new Request(path, lines[1..], _requests.Count(earlier => earlier.Path == path));
                    _requests.Add(request);
                }

                await _answer(request, new Connection(client, stream, _stop.Token));
            }
            catch (Exception exception)
                when (exception is OperationCanceledException or ObjectDisposedException or IOException or SocketException)
            {
                // The other side left, or the test is over.
            }
        }
    }

    /// <summary>A request; <paramref name="Earlier"/> is how often the path was asked for before.</summary>
    internal sealed record Request(string Path, IReadOnlyList<string> Headers, int Earlier)
    {
        public string? Header(string name) =>
            Headers.FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
    }

    internal sealed class Connection(TcpClient client, NetworkStream stream, CancellationToken stop)
    {
        /// <summary>A whole answer.</summary>
        public async Task SendAsync(string status, byte[] body, params string[] headers)
        {
            await HeadAsync(status, [$"Content-Length: {body.Length}", .. headers]);
            await BodyAsync(body);
        }

        public async Task HeadAsync(string status, params string[] headers) =>
            await stream.WriteAsync(
                Encoding.ASCII.GetBytes(
                    $"HTTP/1.1 {status}\r\nConnection: close\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n"
                ),
                stop
            );

        public async Task BodyAsync(ReadOnlyMemory<byte> bytes) => await stream.WriteAsync(bytes, stop);

        /// <summary>Says nothing more and holds the line.</summary>
        public Task StallAsync() => Task.Delay(Timeout.Infinite, stop);

        /// <summary>Breaks the connection with a reset, after what was sent has had time to arrive.</summary>
        public async Task ResetAsync()
        {
            await Task.Delay(100, stop);
            client.LingerState = new LingerOption(true, 0);
            client.Close();
        }
    }
}
