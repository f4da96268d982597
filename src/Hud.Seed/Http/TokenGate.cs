using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Hud.Seed.Http;

/// <summary>Lets in those who know the token; everybody may ask whether the process lives.</summary>
public sealed class TokenGate
{
    /// <summary>For process supervisors, which have no token. Says nothing else.</summary>
    public const string OpenPath = "/healthz/live";

    private const string Scheme = "Bearer ";

    private readonly byte[] _expected;

    private TokenGate(string token) => _expected = Hash(token);

    /// <summary>Puts the gate before all that follows; no gate without a token.</summary>
    public static void Use(IApplicationBuilder app, string? token)
    {
        ArgumentNullException.ThrowIfNull(app);
        if (token is null) return;
        var gate = new TokenGate(token);
        app.Use(gate.Pass);
    }

    private Task Pass(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Path.Equals(OpenPath, StringComparison.Ordinal) || Knows(http.Request.Headers.Authorization))
            return next(http);
        http.Response.Headers.WWWAuthenticate = "Bearer";
        // The body of a stranger is not worth reading.
        http.Response.Headers.Connection = "close";
        return Problem.Write(
            http, StatusCodes.Status401Unauthorized, "wrong or missing token",
            "this cluster asks for its token: send the line of its token file as 'Authorization: Bearer TOKEN'");
    }

    /// <summary>Takes the same time for every wrong token: hashes are compared, to the end.</summary>
    private bool Knows(string? header) =>
        header is not null && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(Hash(header[Scheme.Length..].Trim()), _expected);

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
