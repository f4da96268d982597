using Hud.Actors.Hosting;
using Hud.Actors.Security;
using Hud.Experiments;
using Microsoft.Extensions.Time.Testing;

namespace Hud.Actors.Tests.Security;

public sealed class LiveCertificateTests : IDisposable
{
    private readonly CertificateFolder _folder = new();
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private readonly List<string> _said = [];
    private readonly TlsSettings _settings;

    public LiveCertificateTests() => _settings = _folder.Settings("seed");

    public void Dispose() => _folder.Dispose();

    private LiveCertificate Live() => new(_settings, _time, _said.Add);

    private void Renew() => new AuthorityFolder(_folder.Path, TimeProvider.System).Renew("seed", [], TimeSpan.FromDays(9));

    [Fact]
    public void Renewed_certificate_is_the_one_to_show_within_a_second()
    {
        var live = Live();
        var before = live.Current.SerialNumber;
        Renew();
        Assert.Equal(before, live.Current.SerialNumber);
        _time.Advance(TimeSpan.FromSeconds(1));
        using var renewed = CertificateFile.Read(_settings.Certificate);
        Assert.Equal(renewed.SerialNumber, live.Current.SerialNumber);
        Assert.NotEqual(before, renewed.SerialNumber);
        Assert.True(live.Current.HasPrivateKey);
        Assert.Contains("valid until", Assert.Single(_said), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("half")]
    [InlineData("gone")]
    [InlineData("foreign")]
    [InlineData("another key")]
    public void Files_that_are_no_good_change_nothing_until_they_are_mended(string how)
    {
        using var elsewhere = new CertificateFolder();
        var other = elsewhere.Settings("seed");
        var live = Live();
        var before = live.Current.SerialNumber;
        string[] files = [_settings.Certificate, _settings.Key];
        var good = files.Select(File.ReadAllText).ToArray();
        if (how == "gone") File.Delete(_settings.Certificate);
        if (how == "half") File.WriteAllText(_settings.Certificate, good[0][..(good[0].Length / 2)]);
        if (how is "foreign" or "another key") File.Copy(other.Key, _settings.Key, overwrite: true);
        if (how is "foreign") File.Copy(other.Certificate, _settings.Certificate, overwrite: true);

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(before, live.Current.SerialNumber);
        Assert.Contains("the certificate in use stays", Assert.Single(_said), StringComparison.Ordinal);

        foreach (var (file, text) in files.Zip(good)) File.WriteAllText(file, text);
        Renew();
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotEqual(before, live.Current.SerialNumber);
    }

    [Fact]
    public void Files_that_are_no_good_at_the_start_are_refused()
    {
        File.Delete(_settings.Key);
        Assert.Throws<InputException>(Live);
    }
}
