using System.Globalization;

namespace Hud.Experiments.Configuration;

/// <summary>A network address as people write it: <c>lab-1:4700</c>, <c>10.0.0.1:4700</c>, <c>[fd00::1]:4700</c>.</summary>
/// <param name="Host">Name or address, without brackets.</param>
/// <param name="Port">0 (any free one, where that is allowed) to 65535.</param>
public readonly record struct HostPort(string Host, int Port)
{
    /// <summary>True when only this machine can reach it.</summary>
    public bool IsLoopback => IsLoopbackHost(Host);

    /// <param name="defaultPort">Where the text names none; null when it must.</param>
    /// <returns>Null for a text that is no address.</returns>
    public static HostPort? TryParse(string text, int? defaultPort = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var colon = text.LastIndexOf(':');
        var bracket = text.LastIndexOf(']');
        var named = colon > bracket && (bracket >= 0 || text.IndexOf(':', StringComparison.Ordinal) == colon);
        var host = (named ? text[..colon] : text).Trim('[', ']');
        var port = defaultPort;
        if (named)
        {
            if (!int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
            port = number;
        }

        return port is >= 0 and <= 65535 && Uri.CheckHostName(host) != UriHostNameType.Unknown ? new(host, port.Value) : null;
    }

    public static bool IsLoopbackHost(string host) =>
        host == "localhost" || (System.Net.IPAddress.TryParse(host, out var address) && System.Net.IPAddress.IsLoopback(address));

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}");
}
