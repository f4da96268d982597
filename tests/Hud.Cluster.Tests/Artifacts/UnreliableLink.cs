using System.Net;
using System.Net.Sockets;

namespace Hud.Cluster.Tests.Artifacts;

/// <summary>A TCP connection to a server that does what a test says to the bytes on their way there.</summary>
internal sealed class UnreliableLink : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Uri _server;
    private readonly Func<int, long, byte[], int, bool> _harm;
    private long _forwarded;
    private int _connections;

    /// <param name="harm">Gets the connection's number from 0, the bytes forwarded on it, the next bytes and their count; may
    /// change them, and returns false to cut the connection.</param>
    public UnreliableLink(Uri server, Func<int, long, byte[], int, bool> harm)
    {
        (_server, _harm) = (server, harm);
        _listener.Start();
        _ = Accept();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>Bytes that went to the server.</summary>
    public long Forwarded => Interlocked.Read(ref _forwarded);

    public int Connections => Volatile.Read(ref _connections);

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _ = Serve(client, Interlocked.Increment(ref _connections) - 1);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task Serve(TcpClient client, int number)
    {
        using var near = client;
        using var far = new TcpClient();
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, _server.Port, _stop.Token);
            await Task.WhenAny(There(near, far, number), far.GetStream().CopyToAsync(near.GetStream(), _stop.Token));
        }
        catch (Exception over) when (over is IOException or SocketException or OperationCanceledException)
        {
        }
    }

    private async Task There(TcpClient near, TcpClient far, int number)
    {
        var buffer = new byte[4096];
        for (var sent = 0L; await near.GetStream().ReadAsync(buffer, _stop.Token) is var count and > 0; sent += count)
        {
            if (!_harm(number, sent, buffer, count))
            {
                near.Client.LingerState = new(true, 0);
                return;
            }

            await far.GetStream().WriteAsync(buffer.AsMemory(0, count), _stop.Token);
            Interlocked.Add(ref _forwarded, count);
        }
    }
}
