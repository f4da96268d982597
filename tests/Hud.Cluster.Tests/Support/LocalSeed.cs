using Hud.Actors.Coordinator;
using Hud.Actors.Hosting;
using Hud.Actors.Persistence;
using Hud.Experiments.Configuration;
using Hud.Http;
using Hud.Seed;
using Hud.Seed.Artifacts;
using Hud.Seed.Http;
using Hud.Tests.Shared;

namespace Hud.Cluster.Tests.Support;

/// <summary>A whole seed in this process, with a client of its API.</summary>
public sealed class LocalSeed : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _folder = new();
    private readonly int[] _ports = Ports.Free(2);
    private readonly TaskCompletionSource _leave = new(), _ready = new();
    private Task<bool> _runs = null!;

    public HttpClient Http { get; private set; } = null!;

    public Uri Address => new($"http://127.0.0.1:{_ports[1]}");

    internal TemporaryFolder Folder => _folder;

    public static async Task<LocalSeed> Start(HttpLimits limits)
    {
        var seed = new LocalSeed();
        await seed.Run(limits);
        return seed;
    }

    public async ValueTask InitializeAsync() => await Run(HttpLimits.Usual);

    private async Task Run(HttpLimits limits)
    {
        var settings = new SeedSettings(
            new MembershipOptions(new("127.0.0.1", _ports[0]), []), null, new ApiOptions(new("127.0.0.1", _ports[1]), null) { Limits = limits },
            new JournalOptions(new SqliteAddress(_folder["seed/journal.db"])), new CoordinatorOptions { Canary = false },
            new ArtifactOptions(), new TelemetryOptions(null, null), _folder["seed"], _folder["shared"]);
        var seed = new SeedService(settings, TimeProvider.System, line =>
        {
            if (line.StartsWith("seed is ready", StringComparison.Ordinal)) _ready.TrySetResult();
        });
        _runs = seed.Run(_leave.Task);
        Http = new HttpClient { BaseAddress = Address, Timeout = Patience };
        await Task.WhenAny(_runs, _ready.Task).WaitAsync(Patience);
        if (_runs.IsCompleted) await _runs;
    }

    public async ValueTask DisposeAsync()
    {
        _leave.TrySetResult();
        await _runs;
        Http.Dispose();
        _folder.Dispose();
    }
}
