using System.Runtime.InteropServices;
using Hud.Engine.Methods;
using Hud.Engine.Native;
using Hud.Engine.Tests.Trials;
using Hud.Engine.Training;
using Hud.Experiments.Plans;
using TorchSharp;

namespace Hud.Engine.Tests.Methods;

/// <summary>torch's device "meta" knows shapes and no numbers. Like a GPU it refuses to mix its tensors with those of the CPU, so a
/// tensor that was forgotten on the way there is found without one; that a number is wanted in the end is no mistake.</summary>
public sealed class DevicePlacementTests : IDisposable
{
    private static readonly string[] NumberWanted = ["cannot be called on meta tensors", "Cannot copy out of meta tensor"];

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("hud-placement-");

    public DevicePlacementTests() => TorchRuntime.Ensure(2);

    public void Dispose() => _root.Delete(recursive: true);

    public static TheoryData<string> Methods => [.. MethodRegistry.All.Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Everything_that_a_step_computes_with_is_on_the_device(string name)
    {
        using var device = ComputeDevice.Use(DeviceType.META);
        using var trainer = Trainer(Of(name));
        Assert.All(trainer.State(), t => Assert.True(t.Value.device_type == DeviceType.META, t.Key));
        RunsUntilANumberIsWanted(() => trainer.Step(0));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Everything_that_images_come_of_is_on_the_device(string name)
    {
        var spec = Of(name);
        using var trainer = Trainer(spec);
        using var model = trainer.Export();
        using var device = ComputeDevice.Use(DeviceType.META);
        using var generator = MethodRegistry.Get(name).Load(model);
        RunsUntilANumberIsWanted(() => generator.Generate(new(spec.Sampling, 16, 16, new SeedTree(1)), 0, 2));
    }

    private static void RunsUntilANumberIsWanted(Action work)
    {
        var failure = Assert.Throws<ExternalException>(work);
        Assert.Contains(NumberWanted, words => failure.Message.Contains(words, StringComparison.Ordinal));
    }

    private static TrialSpec Of(string name) => SmallTrial.SpecOf(name, 16, "ddpm") with { Threads = 2 };

    private ITrainer Trainer(TrialSpec spec) => MethodRegistry.Get(spec.Method).Create(
        new PreparedScene(SmallTrial.Scenes.Load(spec.Scene.Name), new SharedWork(_root.FullName), spec.Threads), spec);
}
