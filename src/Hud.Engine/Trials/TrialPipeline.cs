using System.Collections.Immutable;
using Hud.Engine.Native;
using Hud.Engine.Scenes;
using Hud.Engine.Training;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;

namespace Hud.Engine.Trials;

/// <summary>Runs one trial from scene to pictures. Whatever an earlier attempt finished is verified and kept, so that a
/// kill at any moment and another run end with the bits of an undisturbed run on the same threads.</summary>
public static class TrialPipeline
{
    /// <param name="sharedFolder">Where trials share the work on a scene; see <see cref="Methods.SharedWork"/>.</param>
    /// <param name="ahead">The scene, where it was read before the trial was there; changes no bit.</param>
    /// <returns>The result, or null when <paramref name="stop"/> ended the attempt early, after a checkpoint.</returns>
    /// <exception cref="Experiments.InputException">The trial, its scene or its options are not possible.</exception>
    /// <exception cref="DivergedException">A loss, weight or sample is NaN or infinite.</exception>
    public static TrialResult? Run(
        TrialSpec spec, TrialFolder folder, SceneLoader scenes, string sharedFolder, ITrialObserver observer,
        StopSignal stop, TimeProvider? clock = null, SceneAhead? ahead = null)
    {
        if (Through(Phase.Draw, spec, folder, scenes, sharedFolder, observer, stop, clock, ahead) is not { } manifest) return null;
        foreach (var scratch in (string[])[folder.Checkpoints, folder.Parts])
            if (Directory.Exists(scratch)) Directory.Delete(scratch, recursive: true);
        return ResultOf(manifest, folder);
    }

    /// <summary>The phases up to the trained model only; <see cref="Run"/> on the same folder would go on from there.</summary>
    /// <returns>False when <paramref name="stop"/> ended the attempt early, after a checkpoint.</returns>
    /// <inheritdoc cref="Run"/>
    public static bool Train(
        TrialSpec spec, TrialFolder folder, SceneLoader scenes, string sharedFolder, ITrialObserver observer,
        StopSignal stop, TimeProvider? clock = null) =>
        Through(Phase.Train, spec, folder, scenes, sharedFolder, observer, stop, clock, null) is not null;

    private static TrialManifest? Through(
        Phase last, TrialSpec spec, TrialFolder folder, SceneLoader scenes, string sharedFolder,
        ITrialObserver observer, StopSignal stop, TimeProvider? clock, SceneAhead? ahead)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(scenes);
        ArgumentNullException.ThrowIfNull(observer);
        ArgumentNullException.ThrowIfNull(stop);
        clock ??= TimeProvider.System;
        var manifest = TrialManifest.Load(folder, spec, observer.Warned);
        TorchRuntime.Ensure(spec.Threads);
        GpuRuntime.Declare(spec.Options.GetValueOrDefault("precision"));
        using var run = new TrialRun(spec, folder, scenes, sharedFolder, observer, stop, clock, ahead?.Take(spec));
        try
        {
            foreach (var phase in Enum.GetValues<Phase>().Where(p => p <= last))
            {
                run.LeaveIfAsked();
                if (IsDone(phase, manifest, folder, observer)) continue;
                var start = clock.GetTimestamp();
                var artifacts = Perform(phase, run);
                manifest = manifest.With(phase, clock.GetElapsedTime(start).TotalSeconds, artifacts, folder, Environment(spec));
                manifest.Save(folder);
            }

            return manifest;
        }
        catch (OperationCanceledException) when (stop.StopRequested)
        {
            return null;
        }
    }

    /// <summary>The model a preparation builds lives in memory alone: it counts as done once training is.</summary>
    private static bool IsDone(Phase phase, TrialManifest manifest, TrialFolder folder, ITrialObserver observer) =>
        phase is Phase.Prepare
            ? manifest.Phases.ContainsKey(Phase.Prepare) && manifest.IsSound(Phase.Train, folder, _ => { })
            : manifest.IsSound(phase, folder, observer.Warned);

    private static IReadOnlyList<string> Perform(Phase phase, TrialRun run)
    {
        // Equal images get equal numbers, wherever they come from.
        using var device = phase is Phase.Evaluate or Phase.Draw ? ComputeDevice.UseCpu() : null;
        return PerformThere(phase, run);
    }

    private static IReadOnlyList<string> PerformThere(Phase phase, TrialRun run) => phase switch
    {
        Phase.Prepare => PreparePhase.Run(run),
        Phase.Train => TrainPhase.Run(run),
        Phase.Sample => SamplePhase.Run(run),
        Phase.Evaluate => EvaluatePhase.Run(run),
        Phase.Draw => DrawPhase.Run(run),
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, null),
    };

    private static ImmutableSortedDictionary<string, string> Environment(TrialSpec spec)
    {
        var facts = RunFacts.OfThisProcess().ToImmutableSortedDictionary(StringComparer.Ordinal);
        return spec.Options.TryGetValue("precision", out var precision) ? facts.SetItem("precision", precision) : facts;
    }

    private static TrialResult ResultOf(TrialManifest manifest, TrialFolder folder) => new(
        MeasuredMetrics.Read(folder.Metrics).Metrics,
        manifest.Phases.Values.SelectMany(p => p.Artifacts).ToImmutableSortedDictionary(StringComparer.Ordinal),
        manifest.Phases.ToImmutableSortedDictionary(
            p => p.Key.ToString().ToLowerInvariant(), p => p.Value.Seconds, StringComparer.Ordinal),
        manifest.Environment);
}
