namespace Hud.Engine.Trials;

/// <summary>Where a trial keeps its files. The first four and <see cref="Log"/> are an outside contract.</summary>
public sealed class TrialFolder(string path)
{
    public const string ManifestFile = "manifest.json";
    public const string MetricsFile = "metrics.json";
    public const string ModelFile = "checkpoint.safetensors";
    public const string SamplesFile = "samples.npy";
    public const string LogFile = "log.jsonl";

    public string FullPath { get; } = Path.GetFullPath(path);

    public string Manifest => Of(ManifestFile);

    public string Metrics => Of(MetricsFile);

    /// <summary>The trained model, self-contained.</summary>
    public string Model => Of(ModelFile);

    /// <summary>count x rows x cols x bands.</summary>
    public string Samples => Of(SamplesFile);

    /// <summary>One JSON object a training step.</summary>
    public string Log => Of(LogFile);

    /// <summary>Training checkpoints; gone when the trial is done.</summary>
    public string Checkpoints => Of("checkpoints");

    /// <summary>Finished chunks of samples; gone when the trial is done.</summary>
    public string Parts => Of("samples");

    public string Of(string file) => Path.Combine(FullPath, file);

    public string RelativeName(string file) => Path.GetRelativePath(FullPath, file);
}
