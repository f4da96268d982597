using Hud.Engine.Scenes;
using Hud.Engine.Scenes.Formats;
using Hud.Engine.Training;

namespace Hud.Engine.Trials;

/// <summary>Draws the samples chunk by chunk, each safe on disk before the next, then joins them.</summary>
internal static class SamplePhase
{
    public static IReadOnlyList<string> Run(TrialRun run)
    {
        var (folder, count) = (run.Folder, run.Spec.Sampling.Count);
        run.DropTrainer();
        using var sampler = GeneratedSampler.Load(folder.Model, run.Spec.Threads);
        var request = sampler.Request();
        var model = FileHash.Of(folder.Model);
        Directory.CreateDirectory(folder.Parts);
        SamplePart[] parts = [.. Enumerable.Range(0, GeneratedSampler.Chunks(count)).Select(i => new SamplePart(folder, i, model))];
        for (var chunk = 0; chunk < parts.Length; chunk++)
        {
            run.LeaveIfAsked();
            var first = chunk * GeneratedSampler.ChunkSize;
            run.Observer.Progressed(Phase.Sample, first, count, null, run.TimeLeft.AfterImages(first));
            if (parts[chunk].IsSound())
            {
                run.TimeLeft.Begin(first + GeneratedSampler.ChunkSize);
                continue;
            }

            if (chunk == 0) run.TimeLeft.Begin(0);
            var images = sampler.Chunk(request, chunk, count, done =>
            {
                run.LeaveIfAsked();
                run.Observer.Progressed(Phase.Sample, (long)done, count, null, run.TimeLeft.AfterImages(done));
            });
            RequireFinite(images, first, run);
            var sha256 = parts[chunk].Write(images);
            run.Observer.Checkpointed(Phase.Sample, first + images.Count, parts[chunk].Name, sha256);
        }

        var (rows, cols, bands) = (request.Rows, request.Cols, run.Spec.Scene.Bands);
        NpyFile.WriteCubes(folder.Samples, count, rows, cols, bands, parts.SelectMany(p => p.Read()));
        return [TrialFolder.SamplesFile];
    }

    private static void RequireFinite(IReadOnlyList<Cube> images, int first, TrialRun run)
    {
        for (var i = 0; i < images.Count; i++)
            if (!images[i].Data.All(float.IsFinite))
                throw new DivergedException(run.Spec.Budget.Iterations, run.Spec.Seed, $"sample {first + i}");
    }
}
