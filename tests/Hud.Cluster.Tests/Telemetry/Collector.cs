using System.Collections.Concurrent;
using System.Text;
using Google.Protobuf;
using Hud.Cluster.Tests.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Hud.Cluster.Tests.Telemetry;

/// <summary>Takes traces in as OTLP over HTTP brings them.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly ConcurrentQueue<ReceivedSpan> _spans = new();
    private BareServer _server = null!;

    public Uri Address => _server.Address;

    public IReadOnlyList<ReceivedSpan> Spans => [.. _spans];

    public static async Task<Collector> Start()
    {
        var collector = new Collector();
        collector._server = await BareServer.Start(app => app.MapPost("/v1/traces", collector.Take));
        return collector;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task Take(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        // ExportTraceServiceRequest: resource_spans = 1, scope_spans = 2, spans = 2.
        var spans = Messages(body.ToArray(), 1).SelectMany(r => Messages(r, 2)).SelectMany(s => Messages(s, 2));
        foreach (var span in spans)
            _spans.Enqueue(new(Hex(span, 1), Hex(span, 2), Hex(span, 4), Encoding.UTF8.GetString(Messages(span, 5).Single()), Messages(span, 11).Count));
    }

    private static string Hex(byte[] message, int field) => Convert.ToHexStringLower(Messages(message, field).SingleOrDefault() ?? []);

    /// <summary>The fields of that number which have a length: messages, texts and bytes.</summary>
    private static List<byte[]> Messages(byte[] message, int field)
    {
        var found = new List<byte[]>();
        var input = new CodedInputStream(message);
        while (input.ReadTag() is var tag and not 0)
        {
            if (WireFormat.GetTagFieldNumber(tag) == field && WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
                found.Add(input.ReadBytes().ToByteArray());
            else input.SkipLastField();
        }

        return found;
    }
}

/// <param name="Parent">Empty for a root.</param>
/// <param name="Events">How many things happened during it.</param>
internal sealed record ReceivedSpan(string Trace, string Id, string Parent, string Name, int Events);
