using System.Collections.Immutable;
using System.Globalization;
using Hud.Engine.Methods;
using Hud.Engine.Metrics;
using Hud.Engine.Scenes;
using Hud.Experiments;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;
using Hud.Experiments.Specs;

namespace Hud.Cli.Generation;

/// <summary>One model asked for on the command line.</summary>
/// <param name="Options">"option=value" of the method.</param>
internal sealed record TrainingOrder(
    string Scene, string Method, int Iterations, int Batch, int Crop, int CheckpointEvery, int Threads, long Seed,
    IReadOnlyList<string> Options)
{
    private const string Source = "hud train";

    /// <summary>The side of the crops that held-out tiles are made for.</summary>
    /// <exception cref="InputException">The method cannot leave tiles out, or there are no such crops.</exception>
    public int HeldOutCrop =>
        Crop < 1 ? throw new InputException("--crop", null, $"{Crop}", "must be at least 1")
        : Method == "mprnet" ? throw new InputException("--hold-out", null, Method, "its model keeps a colour picture of the whole scene")
        : Crop;

    /// <summary>The one trial that this is, checked by the same rules as an experiment file.</summary>
    /// <exception cref="InputException">Something asked for is impossible.</exception>
    public TrialSpec Plan(SceneLoader scenes)
    {
        var spec = new ExperimentSpec
        {
            File = Source,
            Name = "train",
            Scenes = [Word.Given(Scene)],
            Methods = [Word.Given(Method)],
            Seeds = [Seed],
            Metrics = [Word.Given(MetricDefinitions.PointFidelity.Name)],
            Layers = [new SettingLayer(null, null, [.. Settings()])],
            Sweep = [],
        };
        var plan = Planner.Plan(
            spec, scenes.Pin, MethodRegistry.Describe(), MetricRegistry.Describe(), Threads);
        return plan.Trials.Single();
    }

    private IEnumerable<Setting> Settings()
    {
        yield return Common(CommonSettings.Iterations, Iterations);
        yield return Common(CommonSettings.Batch, Batch);
        yield return Common(CommonSettings.Crop, Crop);
        yield return Common(CommonSettings.CheckpointEvery, CheckpointEvery);
        yield return Common(CommonSettings.Threads, Threads);
        // Images are drawn later, by 'hud generate', which takes these for its defaults; a block must fit into the crop.
        yield return Common(CommonSettings.Count, 16);
        yield return new Setting(CommonSettings.Sampler, Word.Given(CommonSettings.Sampler), Word.Given("dpm"));
        yield return Common(CommonSettings.Steps, 25);
        yield return Common(CommonSettings.Block, Crop);
        foreach (var option in Options)
        {
            var parts = option.Split('=', 2);
            if (parts.Length < 2) throw new InputException("--set", null, option, "must be OPTION=VALUE");
            yield return new Setting($"{Method}.{parts[0]}", Word.Given(parts[0]), Word.Given(parts[1]));
        }
    }

    private static Setting Common(string name, int value)
    {
        var text = value.ToString(CultureInfo.InvariantCulture);
        return OptionText.Check(CommonSettings.ByName[name], text, false, out _) is { } rule
            ? throw new InputException(Source, name, text, rule)
            : new Setting(name, Word.Given(name), Word.Given(text));
    }
}
