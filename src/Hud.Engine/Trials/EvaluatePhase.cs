using Hud.Engine.Metrics;

namespace Hud.Engine.Trials;

/// <summary>Measures the samples against the whole scene, beside the floor of held-out real crops.</summary>
internal static class EvaluatePhase
{
    public static IReadOnlyList<string> Run(TrialRun run)
    {
        var (spec, scene) = (run.Spec, run.Scene);
        var names = spec.Evaluation.Metrics;
        var inputs = new MetricInputs(
            run.PreparedScene, SampleSet.Read(run.Folder.Samples), spec.Evaluation.Block, spec.Evaluation.Features, spec.Threads);
        var values = names.Select((name, i) =>
        {
            run.LeaveIfAsked();
            run.Observer.Progressed(Phase.Evaluate, i, names.Length, null, null);
            return MetricRegistry.Measure(name, inputs);
        });
        new MeasuredMetrics(
            spec.Method, scene.Name, scene.Provenance, spec.Sampling.Count, inputs.Pixels, spec.Evaluation.Block,
            inputs.Blocks, [.. values]).Write(run.Folder.Metrics);
        run.Observer.Progressed(Phase.Evaluate, names.Length, names.Length, null, null);
        return [TrialFolder.MetricsFile];
    }
}
