using Hud.Actors.Hosting;
using Hud.Actors.Security;
using Hud.Experiments;
using Hud.Experiments.Configuration;

namespace Hud.Cli.Hosting;

/// <summary>Where a node without a shared folder keeps checkpoints and results: setting <c>artifacts.url</c>.</summary>
internal static class ArtifactAddress
{
    /// <returns>A client with the cluster's token and authority; null when no store is named.</returns>
    /// <exception cref="InputException">Not a URL, a shared folder is named as well, or the token cannot be read.
    /// </exception>
    public static HttpClient? Connect(LayeredConfiguration configuration, TlsSettings? tls, TimeProvider time)
    {
        var section = configuration.Section("artifacts");
        if (section.Text("url") is not { } text) return null;
        if (section.Find("folder") is not null)
            throw section.Find("url")!.Wrong("and artifacts.folder are two ways to the same end; give one of them");
        if (!Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw section.Find("url")!.Wrong("must be the URL of the seed's HTTP API, like https://10.0.0.1:4780");
        var token = configuration.Section("api").Text("token_file") is { } file ? TokenFile.Read(file) : null;
        return SecureHttp.Client(url, tls is null ? null : CertificateFile.Read(tls.Authority), token, time);
    }
}
