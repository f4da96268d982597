using System.Collections.Immutable;
using Hud.Actors.Coordinator;
using Hud.Actors.Hosting;
using Hud.Experiments.Configuration;
using Hud.Seed.Http;

namespace Hud.Seed;

/// <summary>A seed's process, resolved.</summary>
/// <param name="Folder">Full path of the seed's folder: log, journal, tables of every experiment.</param>
/// <param name="Shared">Folder that the nodes see too; null when there is none.</param>
public sealed record SeedSettings(
    MembershipOptions Cluster, ApiOptions Api, JournalOptions Journal, CoordinatorOptions Coordinator, string Folder, string? Shared)
{
    /// <summary>Keys of section <c>seed</c>.</summary>
    public static ImmutableArray<string> Keys { get; } = ["folder"];

    public string Log => Path.Combine(Folder, "seed.log");

    public string Experiments => Path.Combine(Folder, "experiments");

    public string Trials => Path.Combine(Shared ?? Folder, "trials");

    /// <exception cref="Hud.Experiments.InputException">A value is not what it must be.</exception>
    public static SeedSettings From(LayeredConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var folder = Path.GetFullPath(configuration.Section("seed").Text("folder") ?? "hud-seed");
        return new(
            MembershipOptions.OfSeed(configuration.Section("cluster")),
            ApiOptions.From(configuration.Section("api")),
            JournalOptions.From(configuration.Section("journal"), folder),
            CoordinatorSection.Read(configuration.Section("coordinator")),
            folder,
            configuration.Section("artifacts").Text("folder") is { } shared ? Path.GetFullPath(shared) : null);
    }
}
