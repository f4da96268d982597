using System.Runtime.InteropServices;
using System.Text.Json;
using Hud.Engine.Scenes;
using Hud.Engine.Unmixing;

namespace Hud.Bench;

/// <summary>Times FCLS on a scene and leaves pixels, endmembers and abundances for the peer to repeat.</summary>
internal static class FclsBench
{
    private const string PaviaU = "paviau";
    private const string PaviaUSize = "synthetic:rows=610,cols=340,bands=103,endmembers=9,illumination=0.2";

    public static int Run(string[] args)
    {
        var options = new BenchOptions(args, "--scene", "--endmembers", "--threads", "--repeats", "--out");
        var loader = new SceneLoader(SceneFolders.Default(null));
        var here = loader.Folders.Presence(SceneCatalog.Get(PaviaU)) != ScenePresence.Missing;
        var name = options.Text("--scene", here ? PaviaU : PaviaUSize);
        var (d, threads) = (options.Number("--endmembers", 9), options.Number("--threads", Environment.ProcessorCount));
        var scene = loader.Load(name);
        var cube = scene.Cube;
        var unmixed = Unmixer.Run(scene, new UnmixingOptions(d), threads);
        var A = unmixed.Endmembers.Spectra;
        var X = new float[cube.Pixels * d];
        var best = double.PositiveInfinity;
        for (var repeat = 0; repeat < options.Number("--repeats", 5); repeat++)
        {
            var start = TimeProvider.System.GetTimestamp();
            Fcls.Solve(cube, A, X, threads);
            best = Math.Min(best, TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
        }

        var folder = Directory.CreateDirectory(options.Text("--out", ".")).FullName;
        File.WriteAllBytes(Path.Combine(folder, "pixels.f32"), MemoryMarshal.AsBytes<float>(cube.Data).ToArray());
        File.WriteAllBytes(
            Path.Combine(folder, "endmembers.f64"), MemoryMarshal.AsBytes<double>([.. A.Cast<double>()]).ToArray());
        File.WriteAllBytes(Path.Combine(folder, "abundances.f32"), MemoryMarshal.AsBytes<float>(X).ToArray());
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            bench = "fcls",
            scene = scene.Name,
            provenance = scene.Provenance.ToString().ToLowerInvariant(),
            pixels = cube.Pixels,
            bands = cube.Bands,
            endmembers = d,
            threads,
            milliseconds = Math.Round(best, 2),
            unmix_seconds = Math.Round(unmixed.Seconds, 3),
            rmse = unmixed.Rmse,
        }));
        return 0;
    }
}
