using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Hud.Actors.Artifacts;
using Hud.Actors.Protocol;
using Hud.Experiments.Plans;
using Polly;

namespace Hud.Node.Artifacts;

/// <summary>The seed's store over HTTP. A broken connection, a seed that restarts and a full disk there are waited out with
/// growing pauses; uploads and downloads go on where they stopped.</summary>
/// <param name="http">With the seed's base address, and token and trust where it asks for them.</param>
/// <param name="retry">See <see cref="ArtifactRetry"/>.</param>
public sealed class HttpArtifactStore(HttpClient http, ResiliencePipeline retry, int partSize = 4 << 20) : IArtifactStore
{
    public async Task<ImmutableArray<StoredFile>> List(TrialKey trial, CancellationToken stop) =>
        await retry.ExecuteAsync(async token =>
        {
            using var answer = await http.GetAsync(new Uri($"artifacts/{trial.Value}", UriKind.Relative), token);
            await ArtifactAnswer.Check(answer, token);
            await using var body = await answer.Content.ReadAsStreamAsync(token);
            try
            {
                return (await JsonSerializer.DeserializeAsync(body, ArtifactJson.Default.TrialFiles, token))!.Files;
            }
            catch (JsonException bad)
            {
                throw new IOException($"the store's list is not readable: {bad.Message}", bad);
            }
        }, stop);

    public async Task Upload(AttemptId attempt, string name, string path, CancellationToken stop)
    {
        await using var file = FileCut.Open(path);
        await retry.ExecuteAsync(async token =>
        {
            var sha256 = await file.Hash(token);
            var offset = await Offset(attempt, name, sha256, token);
            if (offset == file.Length && offset > 0 && await IsWhole(attempt, name, sha256, token)) return;
            // A complete file of nothing is one part, of nothing.
            do
            {
                var part = await file.Read(offset, partSize, token);
                await Send(attempt, name, sha256, file.Length, offset, part, token);
                offset += part.Length;
            }
            while (offset < file.Length);
        }, stop);
    }

    public async Task Download(TrialKey trial, StoredFile file, string path, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(file);
        var attempt = new AttemptId(trial, file.Attempt);
        await retry.ExecuteAsync(async token =>
        {
            using var download = new PartialDownload(path, file);
            using var request = new HttpRequestMessage(HttpMethod.Get, AddressOf(attempt, file.Name));
            if (download.Offset > 0) request.Headers.Range = new(download.Offset, null);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
            await ArtifactAnswer.Check(answer, token);
            await using var body = await answer.Content.ReadAsStreamAsync(token);
            await download.Append(body, resumed: answer.StatusCode == HttpStatusCode.PartialContent, token);
        }, stop);
    }

    private async Task<long> Offset(AttemptId attempt, string name, string sha256, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, AddressOf(attempt, name));
        request.Headers.Add(ArtifactHeaders.Sha256, sha256);
        using var answer = await http.SendAsync(request, stop);
        await ArtifactAnswer.Check(answer, stop);
        return ArtifactAnswer.Offset(answer);
    }

    /// <summary>All bytes may be there and the file not be whole: the store died between the two.</summary>
    private async Task<bool> IsWhole(AttemptId attempt, string name, string sha256, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, AddressOf(attempt, name));
        using var answer = await http.SendAsync(request, stop);
        return answer.IsSuccessStatusCode && answer.Headers.TryGetValues(ArtifactHeaders.Sha256, out var found)
            && found.Contains(sha256);
    }

    private async Task Send(
        AttemptId attempt, string name, string sha256, long length, long offset, ReadOnlyMemory<byte> part, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, AddressOf(attempt, name))
        {
            Content = new ReadOnlyMemoryContent(part),
        };
        request.Headers.Add(ArtifactHeaders.Sha256, sha256);
        request.Headers.Add(ArtifactHeaders.Length, length.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(ArtifactHeaders.Offset, offset.ToString(CultureInfo.InvariantCulture));
        using var answer = await http.SendAsync(request, stop);
        await ArtifactAnswer.Check(answer, stop);
    }

    private static Uri AddressOf(AttemptId attempt, string name) => new(
        string.Create(CultureInfo.InvariantCulture, $"artifacts/{attempt.Trial.Value}/{attempt.Number}/{name}"), UriKind.Relative);
}
