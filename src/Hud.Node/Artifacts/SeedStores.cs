using System.Collections.Immutable;
using Hud.Actors.Artifacts;
using Hud.Actors.Protocol;
using Hud.Experiments.Plans;
using Polly;

namespace Hud.Node.Artifacts;

/// <summary>The stores of several seeds as one. Files go to the seed that answered last, or to the next that does; what an
/// attempt goes on from is looked for at all that answer. Only when none does is it waited for.</summary>
/// <param name="stores">Each gives up soon.</param>
/// <param name="retry">See <see cref="ArtifactRetry"/>.</param>
public sealed class SeedStores(ImmutableArray<IArtifactStore> stores, ResiliencePipeline retry) : IArtifactStore
{
    private volatile int _first;

    public async Task<ImmutableArray<StoredFile>> List(TrialKey trial, CancellationToken stop) =>
        await retry.ExecuteAsync(async token =>
        {
            var found = new List<StoredFile>();
            Exception? trouble = null;
            var answers = 0;
            foreach (var store in stores)
            {
                try
                {
                    found.AddRange(await store.List(trial, token));
                    answers++;
                }
                catch (Exception away) when (IsAway(away, token))
                {
                    trouble = away;
                }
            }

            // A file that is at two seeds was appended to between: the longer one is the newer.
            return answers == 0
                ? throw Again(trouble!)
                : found.GroupBy(f => (f.Attempt, f.Name)).Select(f => f.MaxBy(x => x.Bytes)!).ToImmutableArray();
        }, stop);

    public async Task Upload(AttemptId attempt, string name, string path, CancellationToken stop) =>
        await retry.ExecuteAsync(token => InTurn(s => s.Upload(attempt, name, path, token), token), stop);

    public async Task Download(TrialKey trial, StoredFile file, string path, CancellationToken stop) =>
        await retry.ExecuteAsync(token => InTurn(s => s.Download(trial, file, path, token), token, elsewhere: true), stop);

    /// <param name="elsewhere">A refusal means no more than that another seed may have it.</param>
    private async ValueTask InTurn(Func<IArtifactStore, Task> work, CancellationToken stop, bool elsewhere = false)
    {
        Exception? trouble = null;
        var first = _first;
        for (var i = 0; i < stores.Length; i++)
        {
            var turn = (first + i) % stores.Length;
            try
            {
                await work(stores[turn]);
                _first = turn;
                return;
            }
            catch (Exception away) when (IsAway(away, stop))
            {
                trouble = away;
            }
            catch (ArtifactRefusedException refused) when (elsewhere)
            {
                trouble ??= refused;
            }
        }

        throw trouble is ArtifactRefusedException ? trouble : Again(trouble!);
    }

    private static bool IsAway(Exception failure, CancellationToken stop) =>
        failure is HttpRequestException or IOException and not FileNotFoundException
        || (failure is OperationCanceledException && !stop.IsCancellationRequested);

    private static IOException Again(Exception trouble) => new($"no seed takes or has it: {trouble.Message}", trouble);
}
