using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Hud.Engine.Metrics;
using Hud.Engine.Native;
using Hud.Engine.Scenes;
using Hud.Engine.Scenes.Formats;
using Hud.Engine.Training;
using static TorchSharp.torch;

namespace Hud.Bench;

/// <summary>Times F_p and D_b against a scene, and the matrix product of libtorch as the machine's measured peak; leaves
/// scene and images for the peer to repeat.</summary>
internal static class MetricsBench
{
    private const int Side = 32, PeerImages = 2;
    private const string PaviaUSize = "synthetic:rows=610,cols=340,bands=103,endmembers=9,illumination=0.2";

    public static int Run(string[] args)
    {
        var options = new BenchOptions(
            args, "--scene", "--images", "--fidelity-images", "--diversity-images", "--product", "--threads", "--repeats", "--out");
        var (threads, repeats) = (options.Number("--threads", Environment.ProcessorCount), options.Number("--repeats", 3));
        var scene = new SceneLoader(SceneFolders.Default(null)).Load(options.Text("--scene", PaviaUSize));
        var count = Math.Max(PeerImages, options.Number("--diversity-images", 64));
        var samples = options.Text("--images", "");
        var images = samples.Length == 0 ? NoisyCrops(scene, count) : Samples(samples, count);
        var some = images[..Math.Min(images.Count, options.Number("--fidelity-images", 16))];

        var peak = ProductPeak(options.Number("--product", 3072), threads, repeats);
        var (fidelity, fidelitySeconds) = Best(repeats, () => PointFidelity.Measure(scene.Cube, scene.Valid, some, threads));
        var fidelityMegabytes = PeakMegabytes();
        var (diversity, diversitySeconds) =
            Best(repeats, () => BlockDiversity.Measure(scene.Cube, scene.Valid, images, Side, threads));
        var flops = 2.0 * some.Sum(i => (long)i.Pixels) * scene.Valid.Count(v => v) * scene.Cube.Bands;

        var folder = Directory.CreateDirectory(options.Text("--out", ".")).FullName;
        Save(Path.Combine(folder, "real.f32"), [scene.Cube]);
        Save(Path.Combine(folder, "generated.f32"), images[..PeerImages]);
        File.WriteAllBytes(Path.Combine(folder, "valid.u8"), [.. scene.Valid.Select(v => (byte)(v ? 1 : 0))]);
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            bench = "metrics",
            scene = scene.Name,
            provenance = scene.Provenance.ToString(),
            images = samples.Length == 0 ? "noisy crops" : "samples",
            rows = scene.Cube.Rows,
            cols = scene.Cube.Cols,
            bands = scene.Cube.Bands,
            side = Side,
            threads,
            peak_gflops = Math.Round(peak, 1),
            fidelity_images = some.Count,
            fidelity,
            fidelity_milliseconds = Math.Round(1000 * fidelitySeconds, 1),
            fidelity_gflops = Math.Round(flops / fidelitySeconds / 1e9, 1),
            fidelity_share_of_peak = Math.Round(flops / fidelitySeconds / 1e9 / peak, 3),
            fidelity_peak_megabytes = fidelityMegabytes,
            diversity_images = images.Count,
            diversity,
            diversity_milliseconds = Math.Round(1000 * diversitySeconds, 1),
            diversity_peak_megabytes = PeakMegabytes(),
            peer_images = PeerImages,
            fidelity_of_peer_images = PointFidelity.Measure(scene.Cube, scene.Valid, images[..PeerImages], threads),
            diversity_of_peer_images =
                BlockDiversity.Measure(scene.Cube, scene.Valid, images[..PeerImages], Side, threads),
        }));
        return 0;
    }

    /// <summary>The first images of a trial's samples.npy.</summary>
    private static List<Cube> Samples(string path, int count)
    {
        var set = NpyFile.Read(path);
        if (set.Shape is not [_, Side, Side, var bands]) throw new ArgumentException($"{path}: images must be of {Side} x {Side} pixels");
        return [.. set.ToSingles().Chunk(Side * Side * bands).Take(count).Select(image => new Cube(Side, Side, bands, image))];
    }

    /// <summary>Real spectra in real places, changed enough that nothing is found at once.</summary>
    private static List<Cube> NoisyCrops(Scene scene, int count)
    {
        var places = new SeedTree(1).Derive("places").Stream();
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var crop = scene.Cube.Crop(
                places.NextInt(scene.Cube.Rows - Side + 1), places.NextInt(scene.Cube.Cols - Side + 1), Side, Side);
            var noise = new SeedTree(1).Derive("noise", i).Stream();
            foreach (ref var v in crop.Data.AsSpan()) v *= 1 + (0.1f * (float)noise.NextGaussian());
            return crop;
        })];
    }

    private static double ProductPeak(int size, int threads, int repeats)
    {
        TorchRuntime.Ensure(threads);
        using var scope = NewDisposeScope();
        var (a, b) = (rand(size, size), rand(size, size));
        var (_, seconds) = Best(repeats + 2, () =>
        {
            using var c = a.matmul(b);
            return c.shape[0];
        });
        return 2.0 * size * size * size / seconds / 1e9;
    }

    private static (double Value, double Seconds) Best(int repeats, Func<double> work)
    {
        var (value, best) = (0.0, double.PositiveInfinity);
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            var start = TimeProvider.System.GetTimestamp();
            value = work();
            best = Math.Min(best, TimeProvider.System.GetElapsedTime(start).TotalSeconds);
        }

        return (value, best);
    }

    private static long PeakMegabytes()
    {
        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64 >> 20;
    }

    private static void Save(string path, IReadOnlyList<Cube> cubes)
    {
        using var file = File.Create(path);
        foreach (var cube in cubes) file.Write(MemoryMarshal.AsBytes<float>(cube.Data));
    }
}
