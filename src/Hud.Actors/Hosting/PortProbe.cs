using System.Net;
using System.Net.Sockets;
using Hud.Experiments;
using Hud.Experiments.Configuration;

namespace Hud.Actors.Hosting;

/// <summary>Asks for a port before anything is started, because the libraries' own words for a taken one help nobody.
/// </summary>
public static class PortProbe
{
    /// <param name="setting">Who wants to listen, for the message: <c>--listen</c>, <c>--api</c>.</param>
    /// <exception cref="InputException">The port is taken or forbidden, or the host is not this machine.</exception>
    public static void Ensure(HostPort address, string setting)
    {
        try
        {
            foreach (var ip in AddressesOf(address.Host))
            {
                using var listener = new TcpListener(ip, address.Port);
                listener.Start();
                listener.Stop();
            }
        }
        catch (SocketException refused)
        {
            throw new InputException(setting, null, address.ToString(), Rule(refused), refused);
        }
    }

    /// <exception cref="SocketException">No such host.</exception>
    public static IPAddress[] AddressesOf(string host)
    {
        if (IPAddress.TryParse(host, out var address)) return [address];
        return host == "localhost" ? [IPAddress.Loopback] : Dns.GetHostAddresses(host);
    }

    private static string Rule(SocketException refused) => refused.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse =>
            "another program listens there already (a hud that still runs?); stop it or choose another port",
        SocketError.AddressNotAvailable => "this machine does not have that address; give one of its own",
        SocketError.AccessDenied => "this user may not listen there; choose a port above 1023",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "no such host",
        _ => $"cannot listen there: {refused.Message}",
    };
}
