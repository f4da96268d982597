using System.Net;
using System.Text.RegularExpressions;
using Hud.Experiments;

namespace Hud.Actors.Security;

/// <summary>Names that may go into a certificate, and from there into file names.</summary>
internal static partial class HostNames
{
    /// <exception cref="InputException">Not a name for a node.</exception>
    public static void CheckNode(string name)
    {
        if (name == AuthorityFolder.AuthorityName || !DnsName().IsMatch(name))
            throw new InputException("NAME", null, name, $"a node's name is a host name (letters, digits, '-' and '.', at most 63) other than '{AuthorityFolder.AuthorityName}'");
    }

    /// <exception cref="InputException">One is neither a host name nor an IP address.</exception>
    public static void Check(IEnumerable<string> hosts)
    {
        foreach (var host in hosts)
            if (!IPAddress.TryParse(host, out _) && !DnsName().IsMatch(host))
                throw new InputException("--host", null, host, "a host is a DNS name or an IP address");
    }

    public static IReadOnlyList<string> All(string name, IEnumerable<string> hosts) => [.. hosts.Prepend(name).Distinct()];

    [GeneratedRegex(@"\A(?=.{1,63}\z)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*\z")]
    private static partial Regex DnsName();
}
