using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Akka.Hosting;
using Hud.Actors.Hosting;
using Hud.Actors.Security;
using Hud.Experiments;
using Microsoft.Extensions.DependencyInjection;

namespace Hud.Actors.Tests.Security;

/// <summary>Who gets into a cluster of real actor systems.</summary>
public sealed class TlsClusterTests : IDisposable
{
    private readonly CertificateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Members_with_certificates_of_one_authority_join()
    {
        await using var seed = await TlsMember.Start(_folder.Settings("seed"));
        await using var node = await TlsMember.Start(_folder.Settings("node"), seed.Address.ToString());
        await node.IsUp();
        Assert.Equal("akka.ssl.tcp", node.Address.Protocol);
        Assert.Equal(2, Akka.Cluster.Cluster.Get(node.System).State.Members.Count);
    }

    [Fact]
    public async Task Address_from_the_settings_is_the_one_a_seed_has()
    {
        var tls = _folder.Settings("seed");
        await using var seed = await TlsMember.Start(tls);
        Assert.Equal(
            seed.Address.ToString(), new ClusterSettings { Tls = tls }.AddressOf(seed.Address.Host, seed.Address.Port!.Value));
    }

    [Fact]
    public async Task Member_without_TLS_stays_outside()
    {
        await using var seed = await TlsMember.Start(_folder.Settings("seed"));
        await using var plain = await TlsMember.Start(null);
        Assert.False(await plain.Reaches(seed.Address.WithProtocol(plain.Address.Protocol)));
        Assert.False(await seed.Reaches(plain.Address.WithProtocol(seed.Address.Protocol)));
    }

    [Theory]
    [InlineData("foreign", "not issued by this cluster's authority")]
    [InlineData("expired", "has expired")]
    [InlineData("early", "not valid yet")]
    [InlineData("server only", "not for both server and client")]
    [InlineData("good", null)]
    public async Task Rogue_is_refused_in_both_directions_with_the_reason(string kind, string? reason)
    {
        using var elsewhere = new CertificateFolder();
        using var shown = Shown(kind, elsewhere);
        await using var seed = await TlsMember.Start(_folder.Settings("seed"));
        await using var rogue = await TlsMember.Rogue(shown);
        Assert.Equal(reason is null, await rogue.Reaches(seed.Address));
        Assert.Equal(reason is null, await seed.Reaches(rogue.Address));
        if (reason is not null) await seed.Logged(reason);
    }

    [Fact]
    public async Task Client_without_a_certificate_is_thrown_out()
    {
        await using var seed = await TlsMember.Start(_folder.Settings("seed"));
        var address = string.Create(CultureInfo.InvariantCulture, $"{seed.Address.Host}:{seed.Address.Port}");
        using var openssl = Process.Start(new ProcessStartInfo("openssl", ["s_client", "-quiet", "-connect", address])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        })!;
        // Its standard input stays open: it ends because the member hangs up.
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await openssl.WaitForExitAsync(deadline.Token);
        await seed.Logged("client did not provide a certificate");
    }

    [Fact]
    public void Public_address_without_certificates_does_not_start()
    {
        var builder = new AkkaConfigurationBuilder(new ServiceCollection(), "hud");
        var refused = Assert.Throws<InputException>(() => builder.AddHudCluster(new ClusterSettings { Host = "0.0.0.0" }));
        Assert.Contains("hud certs", refused.Message, StringComparison.Ordinal);
    }

    private X509Certificate2 Shown(string kind, CertificateFolder elsewhere)
    {
        var now = TimeProvider.System.GetUtcNow();
        string[] both = [CertificateCheck.ServerAuthentication, CertificateCheck.ClientAuthentication];
        return kind switch
        {
            "foreign" => elsewhere.Settings("rogue").Load(TimeProvider.System).Certificate,
            "expired" => _folder.Odd(kind, now - TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(8), both),
            "early" => _folder.Odd(kind, now + TimeSpan.FromHours(1), TimeSpan.FromHours(1), both),
            "server only" => _folder.Odd(kind, now, TimeSpan.FromHours(1), CertificateCheck.ServerAuthentication),
            _ => _folder.Odd(kind, now, TimeSpan.FromHours(1), both),
        };
    }
}
