using Hud.Actors.Persistence;
using Hud.Experiments.Plans;

namespace Hud.Cli.Commands;

/// <summary>What a person asked `hud run` for, resolved.</summary>
/// <param name="Out">Full path of the run's folder.</param>
/// <param name="Data">Folder to look scenes up in first; null for the default ones.</param>
/// <param name="Slots">Attempts at a time on this machine.</param>
internal sealed record RunRequest(ExperimentPlan Plan, string Out, string? Data, int Slots)
{
    public SqliteAddress Journal => new(Path.Combine(Out, "journal.db"));

    public string Trials => Path.Combine(Out, "trials");

    public string Shared => Path.Combine(Out, "shared");

    public string Log => Path.Combine(Out, "run.log");
}
