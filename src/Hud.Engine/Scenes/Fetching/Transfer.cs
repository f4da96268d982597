using System.Net;
using System.Net.Http.Headers;
using Hud.Engine.Scenes.Catalog;
using Hud.Experiments;

namespace Hud.Engine.Scenes.Fetching;

/// <summary>One file on its way into its <c>.part</c>; <see cref="RunAsync"/> continues where the last call broke off.</summary>
internal sealed class Transfer(
    HttpClient http, SceneFile file, Uri address, string part, TimeSpan stallTimeout, TimeProvider time)
{
    private const int NoSpaceLeft = 28;

    private RangeConditionHeaderValue? _version;

    public SceneFile File => file;

    public Uri Address => address;

    public string Part => part;

    public long Received => new FileInfo(part) is { Exists: true } found ? found.Length : 0;

    public string Hash() => FileHash.Of(part);

    public void Discard() => System.IO.File.Delete(part);

    /// <exception cref="TransientFetchException">Worth another try.</exception>
    /// <exception cref="FetchException">The server refuses, or the disk is full.</exception>
    /// <exception cref="InputException">The server has something other than the published file.</exception>
    public async Task RunAsync(IProgress<FetchProgress>? progress, CancellationToken cancel)
    {
        if (Received > file.Bytes) Discard();
        if (Received == file.Bytes) return;
        using var response = await AskAsync(cancel);
        var from = response.StatusCode == HttpStatusCode.PartialContent ? Received : 0;
        if (response.Content.Headers.ContentLength is { } length && from + length != file.Bytes)
            throw OtherSize(from + length);
        _version = response.Headers.ETag is { IsWeak: false } tag ? new(tag)
            : response.Content.Headers.LastModified is { } date ? new(date) : null;

        try
        {
            await using var source = await response.Content.ReadAsStreamAsync(cancel);
            await using var target = OpenPart(from);
            await CopyAsync(source, target, from, progress, cancel);
        }
        catch (InputException)
        {
            Discard();
            throw;
        }
    }

    private async Task<HttpResponseMessage> AskAsync(CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        var have = Received;
        if (have > 0)
        {
            request.Headers.Range = new(have, null);
            request.Headers.IfRange = _version;
        }

        var response = await PatientlyAsync(
            async c => await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, c), cancel);
        var status = response.StatusCode;
        var startsElsewhere = status == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From != have;
        if (status == HttpStatusCode.OK || (status == HttpStatusCode.PartialContent && !startsElsewhere)) return response;

        var answer = $"{address} answers {(int)status} {response.ReasonPhrase}";
        response.Dispose();
        if (startsElsewhere || status == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            Discard();
            throw new TransientFetchException($"{answer} and cannot continue at byte {have}: starting over");
        }

        throw (int)status >= 500 || status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
            ? new TransientFetchException(answer)
            : new FetchException($"{answer}; --mirror takes another place that has {file.FileName}");
    }

    private async Task CopyAsync(
        Stream source, FileStream target, long received, IProgress<FetchProgress>? progress, CancellationToken cancel)
    {
        var buffer = new byte[1 << 16];
        while (true)
        {
            var count = await PatientlyAsync(async c => await source.ReadAsync(buffer, c), cancel);
            if (count == 0) break;
            received += count;
            if (received > file.Bytes) throw OtherSize(received);
            Write(target, buffer.AsSpan(0, count));
            progress?.Report(new(file.FileName, received, file.Bytes));
        }

        if (received < file.Bytes)
            throw new TransientFetchException($"{address} broke off at {received} of {file.Bytes} bytes");
        target.Flush(flushToDisk: true);
    }

    private FileStream OpenPart(long from)
    {
        // Unbuffered: a full disk shows at the write that meets it, and what is counted is on disk.
        var target = new FileStream(part, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, 0);
        if (target.Length != from) target.SetLength(from);
        target.Position = from;
        return target;
    }

    private void Write(FileStream target, ReadOnlySpan<byte> bytes)
    {
        try
        {
            target.Write(bytes);
        }
        catch (IOException full) when ((full.HResult & 0xFFFF) == NoSpaceLeft)
        {
            throw new FetchException(
                $"no space left on the disk of {part}; make room and run the command again to continue", full);
        }
    }

    /// <summary>Network troubles and silence become <see cref="TransientFetchException"/>; the user's own cancelling does not.</summary>
    private async Task<T> PatientlyAsync<T>(Func<CancellationToken, Task<T>> step, CancellationToken cancel)
    {
        using var stall = new CancellationTokenSource(stallTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, stall.Token);
        try
        {
            return await step(either.Token);
        }
        catch (OperationCanceledException) when (stall.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            throw new TransientFetchException($"{address} was silent for {stallTimeout.TotalSeconds:0} s");
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            throw new TransientFetchException($"{address}: {broken.Message}", broken);
        }
    }

    private InputException OtherSize(long bytes) => new(
        address.ToString(), "size", bytes.ToString(System.Globalization.CultureInfo.InvariantCulture),
        $"the published file has {file.Bytes} bytes, so this is another one");
}
