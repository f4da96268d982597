using System.Runtime.InteropServices;
using Hud.Engine.Methods;
using Hud.Engine.Native;
using Hud.Engine.Tests.Trials;
using Hud.Engine.Training;
using Hud.Experiments.Plans;
using TorchSharp;

namespace Hud.Engine.Tests.Methods;

/// <summary>torch's device "meta" knows shapes and no numbers. Like a GPU it refuses to mix its tensors with those of the CPU, so a
/// tensor that was forgotten on the way there is found without one, as far as the first operation that it has no kernel for, which in all methods is a convolution or a batch
/// normalisation.</summary>
public sealed class DevicePlacementTests : IDisposable
{
    private static readonly string[] NoMistake =
        ["convolution_overrideable not implemented", "no fake impl or Meta kernel", "cannot be called on meta tensors", "Cannot copy out of meta tensor"];

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("hud-placement-");

    public DevicePlacementTests() => TorchRuntime.Ensure(2);

    public void Dispose() => _root.Delete(recursive: true);

    public static TheoryData<string> Methods => [.. MethodRegistry.All.Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Methods))]
    public void All_state_and_what_the_first_layers_of_a_step_get_is_on_the_device(string name)
    {
        using var device = ComputeDevice.Use(DeviceType.META);
        using var trainer = Trainer(Of(name));
        Assert.All(trainer.State(), t => Assert.True(t.Value.device_type == DeviceType.META, t.Key));
        RunsAsFarAsMetaGoes(() => trainer.Step(0));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void What_the_first_layers_of_an_image_get_is_on_the_device(string name)
    {
        var spec = Of(name);
        using var trainer = Trainer(spec);
        using var model = trainer.Export();
        using var device = ComputeDevice.Use(DeviceType.META);
        using var generator = MethodRegistry.Get(name).Load(model);
        RunsAsFarAsMetaGoes(() => generator.Generate(new(spec.Sampling, 16, 16, new SeedTree(1)), 0, 2));
    }

    private static void RunsAsFarAsMetaGoes(Action work)
    {
        var failure = Assert.Throws<ExternalException>(work);
        Assert.True(NoMistake.Any(words => failure.Message.Contains(words, StringComparison.Ordinal)), failure.Message);
    }

    private static TrialSpec Of(string name) => SmallTrial.SpecOf(name, 16, "ddpm") with { Threads = 2 };

    private ITrainer Trainer(TrialSpec spec) => MethodRegistry.Get(spec.Method).Create(
        new PreparedScene(SmallTrial.Scenes.Load(spec.Scene.Name), new SharedWork(_root.FullName), spec.Threads), spec);
}
