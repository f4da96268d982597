using Hud.Actors.Artifacts;
using Hud.Actors.Protocol;
using Hud.Cluster.Tests.Http;
using Hud.Experiments.Plans;
using Hud.Http;
using Hud.Node.Artifacts;
using Hud.Seed.Artifacts;
using Hud.Seed.Http;
using Microsoft.AspNetCore.Builder;

namespace Hud.Cluster.Tests.Artifacts;

/// <summary>An artifact store as a seed serves it, and clients of it.</summary>
internal static class StoreServer
{
    public static readonly TrialKey Trial = new(new string('a', 64));

    public static AttemptId Attempt(int number = 1) => new(Trial, number);

    /// <param name="before">Middleware that may do harm.</param>
    public static Task<BareServer> Start(
        string root, int port = 0, string? token = null, Action<WebApplication>? before = null, ArtifactOptions? options = null) =>
        BareServer.Start(
            app =>
            {
                TokenGate.Use(app, new Tokens(token, null));
                before?.Invoke(app);
                var folder = new ArtifactFolder(root);
                ArtifactEndpoints.Map(app, folder, new UploadDesk(folder, options ?? new ArtifactOptions { Reserve = 0 }, TimeProvider.System));
            },
            port: port);

    public static HttpArtifactStore Client(Uri address, string? token = null, int partSize = 64 << 10, Action<string>? trouble = null)
    {
        var http = new HttpClient { BaseAddress = address };
        if (token is not null) http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return new(http, ArtifactRetry.Patient(TimeProvider.System, trouble ?? (_ => { }), TimeSpan.FromMilliseconds(20)), partSize);
    }

    /// <summary>Bytes that no part of repeats.</summary>
    public static byte[] Content(int count, int salt = 1)
    {
        var bytes = new byte[count];
        var state = (uint)salt * 2654435761u;
        for (var i = 0; i < count; i++)
        {
            state = (state * 1664525u) + 1013904223u;
            bytes[i] = (byte)(state >> 24);
        }

        return bytes;
    }
}
