using System.Buffers.Text;
using System.Security.Cryptography;
using Hud.Experiments;

namespace Hud.Actors.Security;

/// <summary>The shared secret of the HTTP API, one line in a file of its own.</summary>
public static class TokenFile
{
    private const int RandomBytes = 32;
    private const int MinimumLength = 32;
    private const int MaximumLength = 512;

    /// <summary>A new token, 256 random bits in base64url.</summary>
    /// <exception cref="InputException">The file exists.</exception>
    public static void WriteNew(string path) =>
        SecretFile.WriteNew(path, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes)) + "\n");

    /// <exception cref="InputException">Missing, open to others, too short to be a secret, or not plain characters.
    /// </exception>
    public static string Read(string path)
    {
        var token = SecretFile.Read(path).Trim();
        // What it is instead is not said: it may still be somebody's secret.
        if (token.Length is >= MinimumLength and <= MaximumLength && token.All(c => c is > ' ' and < '\x7F')) return token;
        throw new InputException(
            path, null, null, $"a token is one line of {MinimumLength} to {MaximumLength} letters, digits and signs; make one with 'hud certs token'");
    }
}
