using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Hud.Http;

/// <summary>Lets in those who know the token; everybody may ask whether the process lives.</summary>
public sealed class TokenGate
{
    /// <summary>For process supervisors, which have no token. Says nothing else.</summary>
    public const string OpenPath = "/healthz/live";

    private const string Scheme = "Bearer ";

    private readonly byte[]? _full;
    private readonly byte[]? _watcher;

    private TokenGate(Tokens tokens) =>
        (_full, _watcher) = (tokens.Full is { } full ? Hash(full) : null, tokens.Watcher is { } watcher ? Hash(watcher) : null);

    /// <summary>What <see cref="Tokens.Watcher"/> opens.</summary>
    public static ImmutableArray<string> WatchedPaths { get; } = [Telemetry.MetricsPath, "/healthz/ready"];

    /// <summary>Puts the gate before all that follows; no gate without a token.</summary>
    public static void Use(IApplicationBuilder app, Tokens tokens)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(tokens);
        if (tokens.None) return;
        var gate = new TokenGate(tokens);
        app.Use(gate.Pass);
    }

    private Task Pass(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Path.Equals(OpenPath, StringComparison.Ordinal) || Opens(http.Request))
            return next(http);
        http.Response.Headers.WWWAuthenticate = "Bearer";
        // The body of a stranger is not worth reading.
        http.Response.Headers.Connection = "close";
        return Problem.Write(
            http, StatusCodes.Status401Unauthorized, "wrong or missing token",
            "this cluster asks for its token: send the line of its token file as 'Authorization: Bearer TOKEN'");
    }

    /// <summary>Takes the same time for every wrong token: hashes are compared, to the end.</summary>
    private bool Opens(HttpRequest request)
    {
        if (request.Headers.Authorization is not [{ } header] || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return false;
        var shown = Hash(header[Scheme.Length..].Trim());
        return Is(shown, _full)
            | (Is(shown, _watcher) && WatchedPaths.Any(p => request.Path.Equals(p, StringComparison.Ordinal)));
    }

    private static bool Is(byte[] shown, byte[]? expected) =>
        expected is not null && CryptographicOperations.FixedTimeEquals(shown, expected);

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
