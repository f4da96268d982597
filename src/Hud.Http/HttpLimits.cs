using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Hud.Http;

/// <summary>How long a client may take. One that is slower is hung up on: its socket is worth more than its request.</summary>
/// <param name="Headers">From a request's first byte to the end of its headers.</param>
/// <param name="Idle">Between two requests of a connection.</param>
/// <param name="BytesPerSecond">Slowest that a body may come, or an answer be taken.</param>
/// <param name="Grace">Before that is looked at, at least 1 s.</param>
public sealed record HttpLimits(TimeSpan Headers, TimeSpan Idle, double BytesPerSecond, TimeSpan Grace)
{
    public static HttpLimits Usual { get; } = new(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(130), 240, TimeSpan.FromSeconds(10));

    internal void Apply(KestrelServerLimits limits)
    {
        limits.RequestHeadersTimeout = Headers;
        limits.KeepAliveTimeout = Idle;
        limits.MinRequestBodyDataRate = new MinDataRate(BytesPerSecond, Grace);
        limits.MinResponseDataRate = new MinDataRate(BytesPerSecond, Grace);
    }
}
