using System.Globalization;
using System.Net;
using Hud.Actors.Artifacts;

namespace Hud.Node.Artifacts;

/// <summary>Tells refusals that last from trouble that may pass.</summary>
internal static class ArtifactAnswer
{
    private const int MaximumDetail = 500;

    /// <exception cref="ArtifactRefusedException">Repeating is in vain.</exception>
    /// <exception cref="IOException">Repeating may help: a busy, full or restarting store, or a token yet to be mended.
    /// </exception>
    public static async Task Check(HttpResponseMessage answer, CancellationToken stop)
    {
        if (answer.IsSuccessStatusCode) return;
        var text = await answer.Content.ReadAsStringAsync(stop);
        var detail = text.Length > MaximumDetail ? text[..MaximumDetail] : text;
        var message = $"{answer.RequestMessage?.RequestUri?.AbsolutePath}: the store answers {(int)answer.StatusCode} {detail}";
        throw answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.RequestEntityTooLarge
            ? new ArtifactRefusedException(message)
            : new IOException(message);
    }

    public static long Offset(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues(ArtifactHeaders.Offset, out var values)
        && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            ? offset
            : throw new IOException("the store does not say how much it has");
}
