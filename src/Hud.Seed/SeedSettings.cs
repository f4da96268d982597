using System.Collections.Immutable;
using Hud.Actors.Coordinator;
using Hud.Actors.Hosting;
using Hud.Actors.Persistence;
using Hud.Experiments.Configuration;
using Hud.Seed.Artifacts;
using Hud.Seed.Http;

namespace Hud.Seed;

/// <summary>A seed's process, resolved.</summary>
/// <param name="Folder">Full path of the seed's folder: log, journal, tables of every experiment.</param>
/// <param name="Bounds">Of the artifact store.</param>
/// <param name="Shared">Folder that the nodes see too, or the other seeds; null when there is none.</param>
public sealed record SeedSettings(
    MembershipOptions Cluster, TlsSettings? Tls, ApiOptions Api, JournalOptions Journal, CoordinatorOptions Coordinator,
    ArtifactOptions Bounds, TelemetryOptions Telemetry, string Folder, string? Shared)
{
    /// <summary>Among the seeds of its cluster.</summary>
    public string Name => Cluster.Listen.ToString();

    /// <summary>Keys of section <c>seed</c>.</summary>
    public static ImmutableArray<string> Keys { get; } = ["folder"];

    public string Log => Path.Combine(Folder, "seed.log");

    /// <summary>What nodes without a shared folder send. Seeds that share a folder have one store.</summary>
    public string Artifacts => Path.Combine(Shared ?? Folder, "artifacts");

    public string Experiments => Path.Combine(Folder, "experiments");

    /// <summary>Seeds of one cluster share their list of seeds; a loopback address means this machine alone.</summary>
    public JournalOwner Owner => Cluster.Seeds.IsEmpty
        ? new(NameOf([Cluster.Listen]), JournalOwner.ThisProcess)
        : new(NameOf(Cluster.Seeds), JournalOwner.ThisProcess, Cluster.Seeds.Length);

    public string Trials => Path.Combine(Shared ?? Folder, "trials");

    /// <exception cref="Hud.Experiments.InputException">A value is not what it must be.</exception>
    public static SeedSettings From(LayeredConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var folder = Path.GetFullPath(configuration.Section("seed").Text("folder") ?? "hud-seed");
        return new(
            MembershipOptions.OfSeed(configuration.Section("cluster")),
            TlsSection.Read(configuration.Section("tls")),
            ApiOptions.From(configuration.Section("api")),
            JournalOptions.From(configuration.Section("journal"), folder),
            CoordinatorSection.Read(configuration.Section("coordinator")),
            ArtifactOptions.From(configuration.Section("artifacts")),
            Watched(configuration),
            folder,
            configuration.Section("artifacts").Text("folder") is { } shared ? Path.GetFullPath(shared) : null);
    }

    /// <summary>A token that only lets others look makes no sense where everybody may do everything.</summary>
    private static TelemetryOptions Watched(LayeredConfiguration configuration) =>
        configuration.Section("telemetry").Find("token_file") is { } given && configuration.Section("api").Find("token_file") is null
            ? throw given.Wrong("opens metrics alone, so the API needs a token of its own: 'api.token_file'")
            : TelemetryOptions.From(configuration.Section("telemetry"));

    private static string NameOf(ImmutableArray<HostPort> seeds) =>
        string.Join(' ', seeds.Select(s => s.IsLoopback ? $"{s} on {Environment.MachineName}" : $"{s}").Order(StringComparer.Ordinal));
}
