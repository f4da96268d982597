using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Hud.Actors.Coordinator;
using Hud.Actors.Protocol;
using Hud.Actors.Serialization;
using Hud.Experiments;
using Hud.Experiments.Plans;
using Hud.Seed.Http;
using static Hud.Actors.Coordinator.CoordinatorProtocol;

namespace Hud.Cli.Remote;

/// <summary>The seed's HTTP API from outside. Every call throws <see cref="UnreachableException"/> when the cluster cannot
/// be asked, and <see cref="InputException"/> when it refuses what was asked.</summary>
/// <param name="http">With the cluster's token and authority; ours from here on.</param>
internal sealed class ClusterClient(Uri server, HttpClient http, TimeProvider time) : IDisposable
{
    /// <summary>A coordinator that restarts or moves is away for seconds.</summary>
    private const int Tries = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public ExperimentAccepted Submit(CommandId command, ExperimentPlan plan)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new SubmitExperiment(command, plan), HudJson.Default.SubmitExperiment);
        return Read(Send(HttpMethod.Post, "api/experiments", body), ApiJson.Default.ExperimentAccepted);
    }

    public ExperimentList Experiments() => Read(Send(HttpMethod.Get, "api/experiments"), ApiJson.Default.ExperimentList);

    /// <param name="limit">At most so many trials, running and failed ones first; null for all in plan order.</param>
    public ExperimentDocument Experiment(string id, int? limit)
    {
        var part = limit is { } most ? string.Create(CultureInfo.InvariantCulture, $"?limit={most}") : "";
        return Read(Send(HttpMethod.Get, $"api/experiments/{Uri.EscapeDataString(id)}{part}"), ApiJson.Default.ExperimentDocument);
    }

    /// <summary>All trials of an experiment, in plan order.</summary>
    public IEnumerable<TrialLine> Trials(string id)
    {
        string? cursor = null;
        do
        {
            var page = Read(Send(HttpMethod.Get, $"api/experiments/{Uri.EscapeDataString(id)}/trials?cursor={cursor ?? "0"}"), ApiJson.Default.TrialPage);
            foreach (var trial in page.Trials) yield return trial;
            cursor = page.Next;
        }
        while (cursor is not null);
    }

    public TrialDetail Trial(string trial) =>
        Read(Send(HttpMethod.Get, $"api/trials/{Uri.EscapeDataString(trial)}"), ApiJson.Default.TrialDetail);

    /// <summary>What a text file of a trial has from a byte on; nothing while there is no such file.</summary>
    public string TrialFile(string trial, string name, long from)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/trials/{Uri.EscapeDataString(trial)}/files/{name}");
        request.Headers.Range = new RangeHeaderValue(from, null);
        try
        {
            using var response = http.Send(request);
            if (!response.IsSuccessStatusCode) return "";
            using var reader = new StreamReader(response.Content.ReadAsStream());
            return reader.ReadToEnd();
        }
        catch (HttpRequestException)
        {
            // Whoever follows a log asks again.
            return "";
        }
    }

    /// <summary>What happens to an experiment, as it happens.</summary>
    /// <param name="away">Told what is wrong when the connection is lost, and null when there is one again.</param>
    public IAsyncEnumerable<SseItem<string>> Events(string id, Action<string?> away, CancellationToken cancel) =>
        new EventFeed(http, time).Follow($"api/events?experiment={Uri.EscapeDataString(id)}", away, cancel);

    public NodesView Nodes() => Read(Send(HttpMethod.Get, "api/nodes"), ApiJson.Default.NodesView);

    /// <param name="path">With {0} for the name.</param>
    /// <returns>What changed, for a person.</returns>
    public string Command(CommandId command, string path, string name, string? reason = null)
    {
        var target = string.Format(CultureInfo.InvariantCulture, path, Uri.EscapeDataString(name));
        var why = reason is null ? "" : $"&reason={Uri.EscapeDataString(reason)}";
        return Read(Send(HttpMethod.Post, $"api/{target}?command={command}{why}"), ApiJson.Default.CommandDone).Message;
    }

    public WhyAnswer Why(string trial) =>
        Read(Send(HttpMethod.Get, $"api/trials/{Uri.EscapeDataString(trial)}/why"), ApiJson.Default.WhyAnswer);

    /// <returns>The text of the experiment's <c>ledger.json</c>.</returns>
    public byte[] Ledger(string id) => Send(HttpMethod.Get, $"api/experiments/{Uri.EscapeDataString(id)}/ledger");

    public void Dispose() => http.Dispose();

    /// <summary>Repeats what may go better in a moment; commands carry ids, so a repeat changes nothing.</summary>
    private byte[] Send(HttpMethod method, string path, byte[]? body = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return Once(method, path, body);
            }
            catch (UnreachableException away) when (attempt < Tries && !away.NobodyListens)
            {
                Task.Delay(Pause, time).GetAwaiter().GetResult();
            }
        }
    }

    private byte[] Once(HttpMethod method, string path, byte[]? body)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        try
        {
            using var response = http.Send(request, HttpCompletionOption.ResponseContentRead);
            using var content = new MemoryStream();
            response.Content.ReadAsStream().CopyTo(content);
            return response.IsSuccessStatusCode ? content.ToArray() : throw Refusal(response.StatusCode, content.ToArray());
        }
        catch (HttpRequestException failed)
        {
            var refused = failed.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused };
            throw new UnreachableException(server, refused ? "nobody listens" : failed.GetBaseException().Message, failed, refused);
        }
        catch (TaskCanceledException late)
        {
            throw new UnreachableException(server, "it took too long", late);
        }
    }

    private Exception Refusal(HttpStatusCode status, byte[] content)
    {
        var error = Try(content) ?? $"HTTP status {(int)status}";
        return status is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Conflict or HttpStatusCode.RequestEntityTooLarge
                or HttpStatusCode.Unauthorized
            ? new InputException(server.GetLeftPart(UriPartial.Authority), null, null, error)
            : new UnreachableException(server, error);
    }

    private static string? Try(byte[] content)
    {
        try
        {
            return JsonSerializer.Deserialize(content, ApiJson.Default.ProblemDocument)?.Detail;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private T Read<T>(byte[] content, JsonTypeInfo<T> shape)
    {
        try
        {
            return JsonSerializer.Deserialize(content, shape) ?? throw new UnreachableException(server, "it answered nothing");
        }
        catch (JsonException bad)
        {
            throw new UnreachableException(server, "what answers there is no hud seed of this version", bad);
        }
    }
}
