using System.Collections.Immutable;
using Hud.Actors.Hosting;
using Hud.Actors.Security;
using Hud.Experiments;
using Hud.Experiments.Configuration;

namespace Hud.Cli.Hosting;

/// <summary>Where a node without a shared folder keeps checkpoints and results: setting <c>artifacts.url</c>.</summary>
internal static class ArtifactAddress
{
    /// <returns>Clients with the cluster's token and authority, one per seed; none when no store is named.</returns>
    /// <exception cref="InputException">Not a URL, a shared folder is named as well, or the token cannot be read.
    /// </exception>
    public static ImmutableArray<HttpClient> Connect(LayeredConfiguration configuration, TlsSettings? tls, TimeProvider time)
    {
        var section = configuration.Section("artifacts");
        var texts = section.List("url");
        if (texts.IsEmpty) return [];
        if (section.Find("folder") is not null)
            throw section.Find("url")!.Wrong("and artifacts.folder are two ways to the same end; give one of them");
        var addresses = texts.Select(AddressOf).ToList();
        if (addresses.Contains(null))
            throw section.Find("url")!.Wrong("must be the URL of a seed's HTTP API, like https://10.0.0.1:4780; several between commas");
        var token = configuration.Section("api").Text("token_file") is { } file ? TokenFile.Read(file) : null;
        var authority = tls is null ? null : CertificateFile.Read(tls.Authority);
        return [.. addresses.Select(a => SecureHttp.Client(a!, authority, token, time))];
    }

    private static Uri? AddressOf(string text) =>
        Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : null;
}
