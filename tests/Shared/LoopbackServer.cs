using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Hud.Tests.Shared;

/// <summary>An HTTP server on this machine that does exactly what a test says, byte for byte: one scripted answer a
/// connection, the last one repeated, then the connection closes.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly Func<string, byte[]?>[] _answers;
    private readonly Task _serving;

    /// <param name="answers">From a request's head to the bytes sent; null keeps the connection open in silence.</param>
    public LoopbackServer(params Func<string, byte[]?>[] answers)
    {
        _answers = answers;
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>Heads of the requests so far.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    public static byte[] Answer(string status, string headers, ReadOnlySpan<byte> body)
    {
        var lines = headers.Length == 0 ? "" : headers.ReplaceLineEndings("\r\n") + "\r\n";
        return [.. Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nConnection: close\r\n{lines}\r\n"), .. body];
    }

    public void Dispose()
    {
        _stop.Cancel();
        _serving.Wait(TimeSpan.FromSeconds(10));
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            for (var n = 0; ; n++)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                var stream = client.GetStream();
                var head = await ReadHeadAsync(stream);
                _requests.Enqueue(head);
                var bytes = _answers[Math.Min(n, _answers.Length - 1)](head);
                if (bytes is null) await WaitForHangUpAsync(stream);
                else await SendAsync(stream, bytes);
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException)
        {
        }
    }

    private async Task SendAsync(NetworkStream stream, byte[] bytes)
    {
        try
        {
            await stream.WriteAsync(bytes, _stop.Token);
            stream.Socket.Shutdown(SocketShutdown.Send);
            await WaitForHangUpAsync(stream);
        }
        catch (IOException)
        {
            // The client has heard enough, as some tests want it to.
        }
    }

    private async Task WaitForHangUpAsync(NetworkStream stream)
    {
        try
        {
            while (await stream.ReadAsync(new byte[256], _stop.Token) > 0) { }
        }
        catch (IOException)
        {
        }
    }

    private async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var buffer = new byte[4096];
        while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var count = await stream.ReadAsync(buffer, _stop.Token);
            if (count == 0) break;
            head.Append(Encoding.ASCII.GetString(buffer, 0, count));
        }

        return head.ToString();
    }
}
