using System.Net;
using System.Net.Sockets;

namespace Hud.Cluster.Tests.Support;

internal static class Ports
{
    private const int First = 10_000, Count = 20_000;

    private static int _last = Environment.ProcessId * 97 % Count;

    /// <summary>Ports that nobody uses now and nobody else here is given. They lie below those that Linux hands out by itself,
    /// so that no connection takes one before its test does.</summary>
    public static int[] Free(int count)
    {
        var ports = new List<int>();
        while (ports.Count < count)
        {
            var port = First + (Interlocked.Increment(ref _last) % Count);
            if (IsFree(port)) ports.Add(port);
        }

        return [.. ports];
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
