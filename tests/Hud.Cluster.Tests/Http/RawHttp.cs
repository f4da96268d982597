using System.Net.Sockets;
using System.Text;

namespace Hud.Cluster.Tests.Http;

/// <summary>Bytes on a connection, as no HTTP client would send them.</summary>
internal sealed class RawHttp : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TcpClient _socket = new();

    public static async Task<RawHttp> Connect(Uri server)
    {
        var raw = new RawHttp();
        await raw._socket.ConnectAsync(server.Host, server.Port, TestContext.Current.CancellationToken);
        return raw;
    }

    /// <summary>One request on a connection of its own.</summary>
    /// <returns>All that came back until the other side hung up.</returns>
    public static async Task<string> Ask(Uri server, string request)
    {
        using var raw = await Connect(server);
        await raw.Send(request);
        return await raw.ToEnd();
    }

    public Task Send(string bytes) => _socket.GetStream().WriteAsync(Encoding.Latin1.GetBytes(bytes), TestContext.Current.CancellationToken).AsTask();

    /// <summary>Waits until the other side hangs up.</summary>
    public async Task<string> ToEnd()
    {
        using var all = new MemoryStream();
        try
        {
            await _socket.GetStream().CopyToAsync(all, TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            // A reset is an end too.
        }

        return Encoding.UTF8.GetString(all.ToArray());
    }

    public void Dispose() => _socket.Dispose();
}
