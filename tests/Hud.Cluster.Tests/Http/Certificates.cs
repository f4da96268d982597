using Hud.Actors.Hosting;
using Hud.Actors.Security;
using Hud.Tests.Shared;

namespace Hud.Cluster.Tests.Http;

internal static class Certificates
{
    /// <summary>A new authority in the folder and one certificate of it.</summary>
    public static TlsIdentity In(TemporaryFolder folder, params string[] hosts) => SettingsIn(folder, hosts).Load(TimeProvider.System);

    public static TlsSettings SettingsIn(TemporaryFolder folder, params string[] hosts)
    {
        var authority = new AuthorityFolder(folder.Path, TimeProvider.System);
        var root = authority.Found();
        var certificate = authority.Issue("seed", hosts, TimeSpan.FromDays(1));
        return new TlsSettings(certificate, folder["seed.key"], root);
    }
}
