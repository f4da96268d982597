using System.Collections.Immutable;
using Hud.Engine.Methods;
using Hud.Engine.Scenes;
using Hud.Engine.Training;
using Hud.Engine.Trials;
using Hud.Experiments.Plans;
using Hud.Experiments.Results;

namespace Hud.Engine.Tests.Trials;

/// <summary>A whole trial on a tiny synthetic scene, in a folder that is removed afterwards.</summary>
internal sealed class SmallTrial : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("hud-trial-");

    public SmallTrial() => Folder = new(Path.Combine(_root.FullName, "trial"));

    public static SceneLoader Scenes { get; } = new([]);

    /// <summary>12 training steps, 18 images in two chunks, three network calls each.</summary>
    public static TrialSpec Spec { get; } = SpecOf();

    public TrialFolder Folder { get; }

    public string Shared => Path.Combine(_root.FullName, "shared");

    public Recorder Heard { get; } = new();

    public static TrialSpec SpecOf(params (string Name, string Value)[] options) => SpecOf("hud", 16, "ddim", options);

    /// <summary>The same budget for any method that has the preset tiny.</summary>
    public static TrialSpec SpecOf(string name, int crop, string sampler, params (string Name, string Value)[] options)
    {
        var pin = Scenes.Pin("synthetic:rows=40,cols=36,bands=12,endmembers=4");
        var method = MethodRegistry.Get(name);
        var given = options.Prepend(("preset", "tiny")).ToImmutableSortedDictionary(o => o.Item1, o => o.Item2);
        return new(pin, method.Name, 7, new Budget(12, 4, 5, crop), new Sampling(18, sampler, 3),
            new Evaluation(["point_fidelity", "block_diversity", "ratio"], 8, 32), method.Resolve(pin, given), 1);
    }

    public TrialResult? Run(StopSignal? stop = null, TrialSpec? spec = null, SceneAhead? ahead = null) =>
        TrialPipeline.Run(spec ?? Spec, Folder, Scenes, Shared, Heard, stop ?? Heard.Stop, ahead: ahead);

    /// <summary>The next attempts end there, as by a full disk.</summary>
    public void DieAt(Phase phase, long step) => Heard.At = (p, s) =>
    {
        if ((p, s) == (phase, step)) throw new IOException("no space left on device");
    };

    public void LiveOn() => Heard.At = (_, _) => { };

    public string Hash(string file) => Convert.ToHexStringLower(
        System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Folder.Of(file))));

    /// <summary>What must not depend on interruptions.</summary>
    public ImmutableArray<string> Bits() =>
        [.. new[] { TrialFolder.ModelFile, TrialFolder.SamplesFile, TrialFolder.MetricsFile, TrialFolder.LogFile }.Select(Hash)];

    public void Dispose() => _root.Delete(recursive: true);

    /// <summary>Remembers what it hears; can ask for a stop, or die like a killed process, at a chosen moment.</summary>
    internal sealed class Recorder : ITrialObserver
    {
        public List<(Phase Phase, long Step)> Steps { get; } = [];

        public List<(Phase Phase, double? Seconds)> Left { get; } = [];

        public List<string> Warnings { get; } = [];

        public List<(Phase Phase, string File, string Sha256)> Checkpoints { get; } = [];

        public StopSignal Stop { get; set; } = new();

        public Action<Phase, long> At { get; set; } = (_, _) => { };

        public void Progressed(Phase phase, long step, long of, double? loss, double? secondsLeft)
        {
            Steps.Add((phase, step));
            Left.Add((phase, secondsLeft));
            At(phase, step);
        }

        public void Checkpointed(Phase phase, long step, string file, string sha256) => Checkpoints.Add((phase, file, sha256));

        public void Warned(string message) => Warnings.Add(message);
    }
}
