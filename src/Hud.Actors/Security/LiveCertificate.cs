using System.Security.Cryptography.X509Certificates;
using Hud.Actors.Hosting;
using Hud.Experiments;

namespace Hud.Actors.Security;

/// <summary>A machine's certificate as its files have it: a renewed one is shown from the next connection on. Thread-safe.
/// </summary>
public sealed class LiveCertificate
{
    /// <summary>Between two looks at the files.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly TlsSettings _settings;
    private readonly TimeProvider _time;
    private readonly Action<string> _say;
    private readonly Lock _gate = new();
    private X509Certificate2 _current;
    private string _stamp;
    private long _looked;

    /// <param name="say">For a line to the log.</param>
    /// <exception cref="InputException">The files are no good now; see <see cref="TlsSettings.Load"/>.</exception>
    public LiveCertificate(TlsSettings settings, TimeProvider time, Action<string> say)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(time);
        (_settings, _time, _say) = (settings, time, say);
        (_stamp, _looked) = (Stamp(), time.GetTimestamp());
        _current = settings.Load(time).Certificate;
    }

    /// <summary>The newest good one: files that are no good, or half copied, change nothing but the log.</summary>
    public X509Certificate2 Current
    {
        get
        {
            lock (_gate)
            {
                if (_time.GetElapsedTime(_looked) >= Period) Look();
                return _current;
            }
        }
    }

    private void Look()
    {
        _looked = _time.GetTimestamp();
        if (Stamp() is var stamp && stamp == _stamp) return;
        _stamp = stamp;
        try
        {
            // The one before may still serve a handshake: it is left to the collector.
            _current = _settings.Load(_time).Certificate;
            _say($"new certificate of {_settings.Certificate}, valid until {_current.NotAfter.ToUniversalTime():u}");
        }
        catch (InputException bad)
        {
            _say($"the certificate in use stays: {bad.Message}");
        }
    }

    private string Stamp() => string.Join(
        ' ', new[] { _settings.Certificate, _settings.Key, _settings.Authority }.Select(f => new FileInfo(f))
            .Select(f => f.Exists ? $"{f.LastWriteTimeUtc.Ticks} {f.Length}" : "gone"));
}
