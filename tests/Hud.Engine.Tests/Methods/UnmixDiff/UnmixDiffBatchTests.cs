using Hud.Engine.Diffusion;
using Hud.Engine.Methods.UnmixDiff;
using Hud.Engine.Native;
using Hud.Engine.Scenes;
using Hud.Engine.Training;
using static TorchSharp.torch;

namespace Hud.Engine.Tests.Methods.UnmixDiff;

public sealed class UnmixDiffBatchTests
{
    private const int Side = 4;
    private static readonly Scene Scene = new SceneLoader([]).Load("synthetic:rows=20,cols=16,bands=6,endmembers=3");
    private static readonly NoiseSchedule Schedule = UnmixDiffNetwork.Schedule(new());

    public UnmixDiffBatchTests() => TorchRuntime.Ensure(1);

    [Fact]
    public void Released_crops_reach_from_0_to_1_each_and_repaired_ones_are_windows_of_the_scene()
    {
        using var released = Crops(UnmixDiffForm.AsReleased, 8);
        using var repaired = Crops(UnmixDiffForm.Repaired, 8);
        released.Fill(new SeedTree(1), 3);
        repaired.Fill(new SeedTree(1), 3);
        var patches = new Patches(Scene, Side);
        for (var i = 0; i < 8; i++)
        {
            var window = patches.Draw(new SeedTree(1).Derive("crop", 3, i)).Take(Scene.Cube, Side).Data;
            Assert.Equal(window, Pixels(repaired, i));
            var (low, high) = (window.Min(), window.Max());
            Assert.Equal((0f, 1f), (Pixels(released, i).Min(), MathF.Round(Pixels(released, i).Max(), 6)));
            Assert.All(window.Zip(Pixels(released, i)), p => Assert.Equal((p.First - low) / (high - low), p.Second, 1e-5f));
        }
    }

    [Fact]
    public void Constant_crop_becomes_zero()
    {
        float[] values = [0.3f, 0.3f, 0.3f];
        CropBatch.Spread(values);
        Assert.Equal([0, 0, 0], values);
    }

    [Fact]
    public void All_images_share_one_step_and_have_levels_of_their_own_inside_it()
    {
        using var batch = new NoiseBatch(Schedule, 16, 5, Side, 1);
        var intervals = new HashSet<int>();
        for (var step = 0; step < 20; step++)
        {
            batch.Fill(new SeedTree(1), step);
            var levels = batch.Levels.data<float>().ToArray();
            var t = Enumerable.Range(1, Schedule.Steps).First(t => Math.Sqrt(Schedule.AlphaBar(t)) <= levels.Min() + 1e-6);
            Assert.All(levels, l => Assert.InRange(l, Math.Sqrt(Schedule.AlphaBar(t)) - 1e-6, Math.Sqrt(Schedule.AlphaBar(t - 1)) + 1e-6));
            intervals.Add(t);
        }

        Assert.InRange(intervals.Count, 18, 20);
        Assert.True(batch.Levels.data<float>().Distinct().Count() > 1);
    }

    [Fact]
    public void Image_of_a_batch_depends_on_step_and_index_alone()
    {
        using var small = new NoiseBatch(Schedule, 2, 5, Side, 1);
        using var large = new NoiseBatch(Schedule, 6, 5, Side, 2);
        small.Fill(new SeedTree(1), 3);
        large.Fill(new SeedTree(1), 9);
        large.Fill(new SeedTree(1), 3);
        Assert.Equal(small.Noise.data<float>(), large.Noise.data<float>().Take(2 * 5 * Side * Side));
        Assert.Equal(small.Levels.data<float>(), large.Levels.data<float>().Take(2));
    }

    private static CropBatch Crops(UnmixDiffForm form, int batch) => new(Scene, new Patches(Scene, Side), form, batch, 2);

    /// <summary>Rows x cols x bands, as a cube has them.</summary>
    private static float[] Pixels(CropBatch crops, int i)
    {
        using var scope = NewDisposeScope();
        return crops.Images(i, 1).permute(0, 2, 3, 1).contiguous().data<float>().ToArray();
    }
}
