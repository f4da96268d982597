using System.Runtime.Versioning;
using System.Security.Cryptography.X509Certificates;
using Hud.Actors.Hosting;
using Hud.Actors.Security;
using Hud.Actors.Tests.Support;
using Hud.Experiments;
using Microsoft.Extensions.Time.Testing;

namespace Hud.Actors.Tests.Security;

[UnsupportedOSPlatform("windows")]
public sealed class TlsSettingsTests : IDisposable
{
    private readonly CertificateFolder _folder = new(Some.Time);

    public void Dispose() => _folder.Dispose();

    private static string Refusal(TlsSettings settings, DateTimeOffset now) =>
        Assert.Throws<InputException>(() => settings.Load(new FakeTimeProvider(now))).Message;

    [Fact]
    public void Certificate_of_the_authority_is_good_today_and_in_eleven_months()
    {
        var settings = _folder.Settings("lab-1");
        foreach (var days in (int[])[0, 330])
        {
            var identity = settings.Load(new FakeTimeProvider(Some.Time + TimeSpan.FromDays(days)));
            Assert.Null(identity.ObjectionTo(identity.Certificate));
            Assert.True(identity.Certificate.HasPrivateKey);
        }
    }

    [Fact]
    public void Expired_certificate_says_how_to_renew_it()
    {
        var message = Refusal(_folder.Settings("lab-1"), Some.Time + TimeSpan.FromDays(366));
        Assert.Contains("expired", message, StringComparison.Ordinal);
        Assert.Contains("hud certs node NAME --renew", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Certificate_from_the_future_points_at_the_clock()
    {
        Assert.Contains("clock", Refusal(_folder.Settings("lab-1"), Some.Time - TimeSpan.FromHours(1)), StringComparison.Ordinal);
    }

    [Fact]
    public void Clocks_that_differ_by_minutes_do_no_harm()
    {
        Assert.NotNull(_folder.Settings("lab-1").Load(new FakeTimeProvider(Some.Time - TimeSpan.FromMinutes(5))));
    }

    [Fact]
    public void Foreign_certificate_is_refused()
    {
        using var other = new CertificateFolder(Some.Time);
        var settings = other.Settings("lab-1") with { Authority = _folder["authority.crt"] };
        Assert.Contains("not issued by this cluster's authority", Refusal(settings, Some.Time), StringComparison.Ordinal);
    }

    [Fact]
    public void Key_of_another_certificate_is_refused()
    {
        var settings = _folder.Settings("lab-1") with { Key = _folder.Settings("lab-2").Key };
        Assert.Contains("does not belong to", Refusal(settings, Some.Time), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.crt", "no such file")]
    [InlineData("authority.key", "no certificate in PEM form")]
    public void Certificate_that_is_none_is_named(string file, string rule)
    {
        var settings = _folder.Settings("lab-1") with { Certificate = _folder[file] };
        var message = Refusal(settings, Some.Time);
        Assert.Contains(rule, message, StringComparison.Ordinal);
        Assert.Contains(file, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Key_that_every_user_may_read_is_refused()
    {
        var settings = _folder.Settings("lab-1");
        File.SetUnixFileMode(settings.Key, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Contains("chmod 600", Refusal(settings, Some.Time), StringComparison.Ordinal);
    }

    [Fact]
    public void Huge_or_broken_files_are_bad_input_and_no_crash()
    {
        var settings = _folder.Settings("lab-1");
        foreach (var text in (string[])["", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", new string('x', 1 << 20)])
        {
            var bad = _folder[$"bad-{text.Length}"];
            SecretFile.WriteNew(bad, text);
            Refusal(settings with { Certificate = bad }, Some.Time);
            Refusal(settings with { Key = bad }, Some.Time);
            Refusal(settings with { Authority = bad }, Some.Time);
        }
    }

    [Theory]
    [InlineData(CertificateFault.WrongUsage)]
    [InlineData(CertificateFault.WrongUsage, CertificateCheck.ServerAuthentication)]
    [InlineData(CertificateFault.WrongUsage, CertificateCheck.ClientAuthentication)]
    [InlineData(null, CertificateCheck.ClientAuthentication, CertificateCheck.ServerAuthentication)]
    public void Both_ends_of_a_connection_must_be_among_the_usages(CertificateFault? fault, params string[] usages)
    {
        using var odd = _folder.Odd("odd", Some.Time, TimeSpan.FromDays(1), usages);
        using var authority = CertificateFile.Read(_folder["authority.crt"]);
        Assert.Equal(fault, CertificateCheck.FaultOf(odd, authority, Some.Time));
    }

    [Fact]
    public void Authority_itself_and_whoever_shows_nothing_are_no_members()
    {
        var identity = _folder.Settings("lab-1").Load(new FakeTimeProvider(Some.Time));
        Assert.Contains("hud certs node", identity.ObjectionTo(identity.Authority), StringComparison.Ordinal);
        Assert.Contains("no certificate", identity.ObjectionTo(null), StringComparison.Ordinal);
    }

    [Fact]
    public void Self_signed_certificate_with_the_authoritys_name_is_foreign()
    {
        using var authority = CertificateFile.Read(_folder["authority.crt"]);
        using var key = PrivateAuthority.NewKey();
        using var twin = PrivateAuthority.Found(
            key, authority.GetNameInfo(X509NameType.SimpleName, false), Some.Time, TimeSpan.FromDays(1));
        using var nodeKey = PrivateAuthority.NewKey();
        using var forged = PrivateAuthority.Issue(twin, nodeKey, "lab-1", ["lab-1"], Some.Time, TimeSpan.FromHours(1));
        Assert.Equal(CertificateFault.Foreign, CertificateCheck.FaultOf(forged, authority, Some.Time));
        Assert.Equal(CertificateFault.Foreign, CertificateCheck.FaultOf(twin, authority, Some.Time));
    }
}
