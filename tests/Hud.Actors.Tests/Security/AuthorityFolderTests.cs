using System.Runtime.Versioning;
using Hud.Actors.Security;
using Hud.Actors.Tests.Support;
using Hud.Experiments;
using Microsoft.Extensions.Time.Testing;

namespace Hud.Actors.Tests.Security;

[UnsupportedOSPlatform("windows")]
public sealed class AuthorityFolderTests : IDisposable
{
    private readonly CertificateFolder _folder = new(Some.Time);

    public void Dispose() => _folder.Dispose();

    private AuthorityFolder At(DateTimeOffset now) => new(_folder.Path, new FakeTimeProvider(now));

    [Fact]
    public void Keys_are_for_their_owner_alone()
    {
        var settings = _folder.Settings("lab-1");
        foreach (var key in (string[])[settings.Key, _folder["authority.key"]])
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        Assert.True(File.GetUnixFileMode(settings.Certificate).HasFlag(UnixFileMode.OtherRead));
    }

    [Fact]
    public void Nothing_is_overwritten()
    {
        var settings = _folder.Settings("lab-1");
        var before = Directory.EnumerateFiles(_folder.Path).ToDictionary(f => f, File.ReadAllText);
        Assert.Throws<InputException>(() => At(Some.Time).Found());
        Assert.Throws<InputException>(() => At(Some.Time).Issue("lab-1", [], CertificateFolder.Year));
        File.Delete(settings.Certificate);
        Assert.Throws<InputException>(() => At(Some.Time).Issue("lab-1", [], CertificateFolder.Year));
        Assert.All(Directory.EnumerateFiles(_folder.Path), f => Assert.Equal(before[f], File.ReadAllText(f)));
    }

    [Fact]
    public void Renewed_certificate_keeps_key_and_hosts_and_its_predecessor()
    {
        var settings = _folder.Settings("lab-1");
        var old = File.ReadAllText(settings.Certificate);
        var later = Some.Time + TimeSpan.FromDays(400);
        At(later).Renew("lab-1", [], CertificateFolder.Year);
        var renewed = settings.Load(new FakeTimeProvider(later + TimeSpan.FromDays(100))).Certificate;
        Assert.Equal(["lab-1", "127.0.0.1"], CertificateFile.HostsOf(renewed));
        Assert.Contains(old, Directory.EnumerateFiles(_folder.Path, "lab-1.*.crt").Select(File.ReadAllText));
    }

    [Fact]
    public void Renewed_authority_vouches_for_what_the_old_one_issued()
    {
        var settings = _folder.Settings("lab-1");
        At(Some.Time + TimeSpan.FromDays(300)).RenewAuthority();
        Assert.NotNull(settings.Load(new FakeTimeProvider(Some.Time + TimeSpan.FromDays(301))));
    }

    [Fact]
    public void Expired_authority_issues_nothing_and_says_so()
    {
        var refused = Assert.Throws<InputException>(
            () => At(Some.Time + TimeSpan.FromDays(4000)).Issue("lab-1", [], CertificateFolder.Year));
        Assert.Contains("hud certs init --renew", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_certificate_outlives_its_authority()
    {
        At(Some.Time + TimeSpan.FromDays(3600)).Issue("late", [], CertificateFolder.Year);
        using var late = CertificateFile.Read(_folder["late.crt"]);
        using var authority = CertificateFile.Read(_folder["authority.crt"]);
        Assert.Equal(authority.NotAfter, late.NotAfter);
    }

    [Theory]
    [InlineData("../lab")]
    [InlineData("authority")]
    [InlineData("")]
    [InlineData("lab 1")]
    [InlineData("-lab")]
    [InlineData("a/b")]
    [InlineData("lab\n")]
    public void Names_that_are_no_host_names_are_refused(string name)
    {
        Assert.Throws<InputException>(() => At(Some.Time).Issue(name, [], CertificateFolder.Year));
        Assert.Throws<InputException>(() => At(Some.Time).Renew(name, [], CertificateFolder.Year));
        Assert.Equal(2, Directory.EnumerateFiles(_folder.Path).Count());
    }

    [Fact]
    public void Folder_without_an_authority_says_how_to_make_one()
    {
        var empty = new AuthorityFolder(Path.Combine(_folder.Path, "none"), TimeProvider.System);
        var refused = Assert.Throws<InputException>(() => empty.Issue("lab-1", [], CertificateFolder.Year));
        Assert.Contains("hud certs init", refused.Message, StringComparison.Ordinal);
    }
}
