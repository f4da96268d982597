using Hud.Engine.Methods;
using Hud.Engine.Metrics;
using Hud.Engine.Scenes;
using Hud.Experiments;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;
using Hud.Experiments.Specs;
using Hud.Experiments.Targets;

namespace Hud.Cli;

/// <summary>From an experiment file on disk to its plan on this machine.</summary>
/// <param name="pins">Given what <c>--data</c> says (or null): pins a scene.</param>
/// <param name="methods">Asked only when a file is read: other people's assemblies may be unreadable, which is no matter to
/// verbs without methods.</param>
internal sealed class PlanReader(
    Func<string?, Func<string, ScenePin>> pins, Func<IReadOnlyList<MethodDescription>> methods, int defaultThreads)
{
    /// <summary>With the engine's scenes and methods and one thread a core.</summary>
    public static PlanReader Default { get; } = new(
        data => new SceneLoader(SceneFolders.Default(data)).Pin, () => MethodRegistry.Describe(), Environment.ProcessorCount);

    /// <param name="threads">What <c>--threads</c> says: compute threads of trials that leave them open; null for one a core.</param>
    /// <exception cref="InputException">The file or something that it names is unusable.</exception>
    public ExperimentPlan Read(string file, string? data, int? threads = null)
    {
        if (threads is < 1 or > 1024)
            throw new InputException("--threads", null, $"{threads}", "1 to 1024 threads are possible");
        var spec = ExperimentFile.Parse(InputText.Read(file, 4L * ExperimentFile.MaximumLength), file);
        var known = methods();
        return Planner.Plan(
            spec, pins(data), known, MetricRegistry.Describe(), threads ?? defaultThreads, Published(spec, known));
    }

    /// <summary>The published numbers that the file names, relative to itself. They may be of the catalog's scenes and of
    /// the experiment's own.</summary>
    private static PublishedNumbers? Published(ExperimentSpec spec, IReadOnlyList<MethodDescription> known)
    {
        if (spec.Targets is not { } targets) return null;
        var path = Path.Combine(Path.GetDirectoryName(spec.File) ?? "", targets.Text);
        string text;
        try
        {
            text = InputText.Read(path, 4L * TargetsFile.MaximumLength);
        }
        catch (InputException bad)
        {
            throw targets.Wrong(spec.File, $"the published numbers: {bad.Message}", bad);
        }

        return TargetsFile.Parse(text, path, known, [.. SceneCatalog.Names, .. spec.Scenes.Select(s => s.Text)]);
    }
}
