using Hud.Engine.Scenes.Catalog;
using Hud.Experiments;
using Hud.Experiments.Files;
using Polly;
using Polly.Retry;

namespace Hud.Engine.Scenes.Fetching;

/// <summary>Brings published files: resumes broken transfers, verifies SHA-256, and shows a file under its own name
/// only when it is whole and right.</summary>
public sealed class SceneFetcher(HttpClient http, FetchOptions options, TimeProvider time)
{
    /// <summary>Brings one file into a data folder. A file that is there already and right is left alone.</summary>
    /// <returns>True when it was downloaded, false when it was there.</returns>
    /// <exception cref="InputException">The file that is there, or that the server sends, is not the published one; or the
    /// folder cannot be written.</exception>
    /// <exception cref="FetchException">The server refuses or stays silent, or the disk is full; the part is kept.</exception>
    public async Task<bool> FetchAsync(
        SceneFile file, string folder, IProgress<FetchProgress>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        var target = Path.Combine(folder, file.Path);
        if (File.Exists(target))
        {
            if (FileHash.Of(target) is var here && here != file.Sha256)
                throw new InputException(target, "SHA-256", here, $"the published file has {file.Sha256}; move this one away");
            return false;
        }

        var transfer = new Transfer(http, file, Address(file), target + ".part", options.StallTimeout, time);
        WritableFolder.Ensure(Path.GetDirectoryName(Path.GetFullPath(target))!);
        try
        {
            // A part left by an earlier run may stem from another version of the file: that deserves a second start.
            var resumed = transfer.Received > 0;
            await Retries(transfer, progress).ExecuteAsync(async c => await transfer.RunAsync(progress, c), cancel);
            if (resumed && transfer.Hash() != file.Sha256)
            {
                transfer.Discard();
                await Retries(transfer, progress).ExecuteAsync(async c => await transfer.RunAsync(progress, c), cancel);
            }
        }
        catch (TransientFetchException last)
        {
            throw new FetchException($"{last.Message}; the part received is kept, run the command again to continue", last);
        }

        if (transfer.Hash() is var hash && hash != file.Sha256)
        {
            transfer.Discard();
            throw new InputException(transfer.Address.ToString(), "SHA-256", hash,
                $"the published file has {file.Sha256}; what was received is deleted");
        }

        File.Move(transfer.Part, target);
        return true;
    }

    private Uri Address(SceneFile file) =>
        options.Mirror is null ? file.Url : new Uri(options.Mirror.ToString().TrimEnd('/') + '/' + file.FileName);

    private ResiliencePipeline Retries(Transfer transfer, IProgress<FetchProgress>? progress)
    {
        var (fruitless, reached) = (0, transfer.Received);
        return new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = int.MaxValue,
            ShouldHandle = outcome =>
            {
                if (outcome.Outcome.Exception is not TransientFetchException) return PredicateResult.False();
                fruitless = transfer.Received > reached ? 1 : fruitless + 1;
                reached = transfer.Received;
                return ValueTask.FromResult(fruitless < options.Attempts);
            },
            DelayGenerator = _ => ValueTask.FromResult<TimeSpan?>(options.RetryDelay * Math.Pow(2, fruitless - 1)),
            OnRetry = retry =>
            {
                var trouble = retry.Outcome.Exception?.Message;
                progress?.Report(new(transfer.File.FileName, transfer.Received, transfer.File.Bytes, trouble));
                return default;
            },
        }).Build();
    }
}
