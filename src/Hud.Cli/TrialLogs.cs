using Hud.Cli.Remote;
using Hud.Experiments.Plans;

namespace Hud.Cli;

/// <summary>Training logs of trials, in a run's folder or in a cluster.</summary>
/// <param name="folder">Null for those of the cluster.</param>
internal sealed class TrialLogs(string? folder, ClusterClient? cluster) : IDisposable
{
    private const string File = "log.jsonl";

    /// <returns>Empty where there is none.</returns>
    public string Read(TrialKey trial)
    {
        if (folder is null) return cluster!.TrialFile(trial.Value, File, 0);
        var path = Path.Combine(folder, "trials", trial.Short, File);
        return System.IO.File.Exists(path) ? System.IO.File.ReadAllText(path) : "";
    }

    public void Dispose() => cluster?.Dispose();
}
