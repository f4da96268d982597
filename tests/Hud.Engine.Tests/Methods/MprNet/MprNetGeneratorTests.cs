using Hud.Engine.Methods;
using Hud.Engine.Methods.MprNet;
using Hud.Engine.Native;
using Hud.Engine.Scenes;
using Hud.Engine.Tests.Trials;
using Hud.Engine.Training;
using Hud.Experiments;
using Hud.Experiments.Plans;

namespace Hud.Engine.Tests.Methods.MprNet;

public sealed class MprNetGeneratorTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("mprnet-");
    private readonly ModelFile _model;
    private readonly IGenerator _generator;

    public MprNetGeneratorTests()
    {
        TorchRuntime.Ensure(1);
        var spec = SmallTrial.SpecOf("mprnet", 16, "ddim");
        using var trainer = new MprNetMethod().Create(
            new PreparedScene(SmallTrial.Scenes.Load(spec.Scene.Name), new SharedWork(_root.FullName), 1), spec);
        trainer.Step(0);
        var path = Path.Combine(_root.FullName, "model.safetensors");
        using (var model = trainer.Export()) model.Write(path);
        _model = ModelFile.Read(path);
        _generator = new MprNetMethod().Load(_model);
    }

    [Fact]
    public void Image_depends_on_its_number_and_not_on_the_range_it_is_drawn_in()
    {
        var all = _generator.Generate(Request(16, 16), 0, 6);
        Assert.Equal(all.Skip(2).Select(i => i.Data), _generator.Generate(Request(16, 16), 2, 4).Select(i => i.Data));
        Assert.Equal(6, all.Select(i => i.Data[0]).Distinct().Count());
    }

    [Fact]
    public void Sampler_and_steps_change_nothing_and_the_seed_everything()
    {
        var image = _generator.Generate(Request(16, 16), 0, 1)[0].Data;
        Assert.Equal(image, _generator.Generate(new(new Sampling(9, "ddpm", 1000), 16, 16, new SeedTree(1)), 0, 1)[0].Data);
        Assert.NotEqual(image, _generator.Generate(new(new Sampling(9, "ddim", 3), 16, 16, new SeedTree(2)), 0, 1)[0].Data);
    }

    [Fact]
    public void Sizes_that_the_network_divides_and_the_picture_holds_are_restored_and_others_refused()
    {
        var wide = _generator.Generate(Request(40, 24), 0, 1)[0];
        Assert.Equal((40, 24, 12), (wide.Rows, wide.Cols, wide.Bands));
        Assert.Contains("multiples of 8", Refused(16, 12), StringComparison.Ordinal);
        Assert.Contains("40 x 36", Refused(40, 40), StringComparison.Ordinal);
        Assert.Contains("40 x 36", Refused(48, 8), StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_is_told_and_may_abandon_the_work()
    {
        var told = new List<double>();
        _generator.Generate(Request(16, 16), 0, 4, told.Add);
        Assert.Equal([0.25, 0.5, 0.75, 1], told);
        Assert.Throws<OperationCanceledException>(
            () => _generator.Generate(Request(16, 16), 0, 4, _ => throw new OperationCanceledException()));
    }

    [Fact]
    public void Windows_hold_a_valid_pixel_and_reach_all_of_them()
    {
        var valid = new bool[20 * 20];
        valid[(7 * 20) + 3] = true;
        var bands = new Cube(20, 20, 3);
        for (var i = 0; i < bands.Pixels; i++) bands.Pixel(i)[0] = i;
        var picture = new ColourPicture(bands, valid);
        var corners = Enumerable.Range(0, 2000).Select(i =>
        {
            var first = (int)picture.Draw(new SeedTree(i), 8, 4).Data[0];
            return (Row: first / 20, Col: first % 20);
        }).Distinct().ToList();
        // Rows 0 .. 7 and columns 0 .. 3 of upper left corners hold the pixel (7, 3): 32 windows.
        Assert.All(corners, c => Assert.True(c is { Row: <= 7, Col: <= 3 }, $"{c}"));
        Assert.Equal(32, corners.Count);
    }

    [Theory]
    [InlineData("picture.bands")]
    [InlineData("picture.valid")]
    [InlineData("network.tail.weight")]
    public void Model_without_a_part_is_refused(string part)
    {
        var fewer = _model.Tensors.Where(t => t.Key != part).ToDictionary();
        // The file's own tensors: not disposed with this one.
        var damaged = new ModelFile(_model.Header, fewer);
        Assert.Contains(part, Assert.Throws<InvalidDataException>(() => new MprNetMethod().Load(damaged)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Generating_keeps_the_number_of_tensors()
    {
        _generator.Generate(Request(16, 16), 0, 1);
        var before = TorchSharp.DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        _generator.Generate(Request(16, 16), 0, 3);
        Assert.Equal(before, TorchSharp.DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    public void Dispose()
    {
        _generator.Dispose();
        _model.Dispose();
        _root.Delete(recursive: true);
    }

    private static GenerationRequest Request(int rows, int cols) => new(new Sampling(9, "ddim", 3), rows, cols, new SeedTree(1));

    private string Refused(int rows, int cols) =>
        Assert.Throws<InputException>(() => _generator.Generate(Request(rows, cols), 0, 1)).Message;
}
