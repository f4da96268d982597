using System.Reflection;
using Hud.Experiments.Plans;

namespace Hud.Actors.Protocol;

/// <summary>Which arithmetic a process computes with. Two processes with different ones must not fill one table.</summary>
/// <param name="Build">Informational version of the build, with its commit where known.</param>
/// <param name="Results"><see cref="TrialKey.ResultsVersion"/>.</param>
public sealed record EngineVersion(string Build, int Results)
{
    public static EngineVersion Own { get; } = new(
        typeof(EngineVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? "unknown",
        TrialKey.ResultsVersion);

    public override string ToString() => $"{Build} (results version {Results})";
}
