using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Hud.Actors.Artifacts;
using Hud.Actors.Serialization;
using Hud.Engine.Trials;
using Hud.Experiments;
using Hud.Experiments.Plans;
using Microsoft.Extensions.Logging;

namespace Hud.Node.Artifacts;

/// <summary>Takes trials off a node's disk when the artifact store has all of them that anybody needs: finished ones as soon
/// as that is verified, others when nothing happened in them for a day. What the store lacks stays.</summary>
/// <param name="trials">Holds one folder per trial.</param>
/// <param name="release">Puts a trial's folder out of the way, unless the trial is held here; see
/// <see cref="ArtifactRunner.Release"/>.</param>
public sealed class TrialSweep(
    IArtifactStore store, string trials, Func<TrialKey, Action, bool> release, TimeProvider time, ILogger log)
{
    private const string Swept = ".swept-";

    /// <summary>A trial that left may come back to the node that has its files already.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromDays(1);

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(15);

    /// <summary>A round now and every few seconds, until <paramref name="stop"/>.</summary>
    public async Task Run(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                await Sweep(stop);
            }
            catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or ArtifactRefusedException)
            {
                ArtifactLog.NotSwept(log, failed.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stop));
    }

    /// <summary>One round.</summary>
    public async Task Sweep(CancellationToken stop)
    {
        if (!Directory.Exists(trials)) return;
        foreach (var left in Directory.GetDirectories(trials, Swept + "*")) Directory.Delete(left, recursive: true);
        foreach (var folder in Directory.GetDirectories(trials))
        {
            if (Path.GetFileName(folder).StartsWith('.') || UploadMarker.Exists(folder)) continue;
            if (Read(folder) is not var (key, manifest)) continue;
            if (!manifest.Complete && time.GetUtcNow() - LastChange(folder) < Rest) continue;
            var stored = await store.List(key, stop);
            if (manifest.Complete ? HasResult(stored, manifest, folder) : IsAsFar(stored, folder)) Remove(key, folder);
        }
    }

    /// <summary>Every file of the result, from one attempt, and the manifest that vouches for them: an older one would not.</summary>
    private static bool HasResult(ImmutableArray<StoredFile> stored, TrialManifest manifest, string folder)
    {
        var owed = manifest.Phases.Values.SelectMany(p => p.Artifacts)
            .Append(KeyValuePair.Create(ResumePoint.ManifestFile, Hash(Path.Combine(folder, ResumePoint.ManifestFile)))).ToList();
        return stored.GroupBy(f => f.Attempt).Any(attempt =>
        {
            var there = attempt.ToDictionary(f => f.Name, f => f.Sha256);
            return owed.All(a => there.GetValueOrDefault(a.Key) == a.Value);
        });
    }

    private static string Hash(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));

    private static bool IsAsFar(ImmutableArray<StoredFile> stored, string folder)
    {
        var here = ResumePoint.Of(LocalFiles.In(folder));
        return stored.GroupBy(f => f.Attempt).Any(a => ResumePoint.Of(a.Select(f => f.Name)) >= here);
    }

    private void Remove(TrialKey key, string folder)
    {
        // A name of its own first: an order that comes now finds an empty place, not a half empty folder.
        var swept = Path.Combine(trials, $"{Swept}{Path.GetFileName(folder)}");
        if (!release(key, () => Directory.Move(folder, swept))) return;
        Directory.Delete(swept, recursive: true);
        ArtifactLog.Swept(log, key);
    }

    /// <returns>Null for a folder that is no trial's, or says nothing of its trial.</returns>
    private static (TrialKey Key, TrialManifest Manifest)? Read(string folder)
    {
        try
        {
            using var file = File.OpenRead(Path.Combine(folder, LocalFiles.Spec));
            if (JsonSerializer.Deserialize(file, HudJson.Default.TrialSpec) is not { } spec) return null;
            return (TrialKey.Of(spec), TrialManifest.Load(new TrialFolder(folder), spec, _ => { }));
        }
        catch (Exception unreadable) when (unreadable is IOException or JsonException or InputException)
        {
            return null;
        }
    }

    private static DateTimeOffset LastChange(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(File.GetLastWriteTimeUtc)
            .Append(Directory.GetLastWriteTimeUtc(folder)).Max();
}
