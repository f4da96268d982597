using Polly;
using Polly.Retry;

namespace Hud.Node.Artifacts;

/// <summary>How long to wait before asking the store again: half a second at first, doubling up to ten, for ever.</summary>
public static class ArtifactRetry
{
    /// <summary>Where another store can be asked: a hiccup is waited out, no more.</summary>
    public static ResiliencePipeline Brief(TimeProvider time) => Patient(time, _ => { }, attempts: 2);

    /// <param name="trouble">Told why each time.</param>
    public static ResiliencePipeline Patient(
        TimeProvider time, Action<string> trouble, TimeSpan? first = null, int attempts = int.MaxValue) =>
        new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(new RetryStrategyOptions
        {
            // FileNotFoundException is our own file gone, which no waiting brings back.
            ShouldHandle = arguments => ValueTask.FromResult(
                arguments.Outcome.Exception is HttpRequestException or IOException and not FileNotFoundException
                || (arguments.Outcome.Exception is OperationCanceledException && !arguments.Context.CancellationToken.IsCancellationRequested)),
            MaxRetryAttempts = attempts,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = first ?? TimeSpan.FromSeconds(0.5),
            MaxDelay = TimeSpan.FromSeconds(10),
            OnRetry = arguments =>
            {
                var failure = arguments.Outcome.Exception!;
                trouble(failure.InnerException is { } inner ? $"{failure.Message} {inner.Message}" : failure.Message);
                return ValueTask.CompletedTask;
            },
        }).Build();
}
